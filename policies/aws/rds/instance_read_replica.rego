# METADATA
# title: RDS instances have the agreed number of read replicas
# description: >-
#   Reports and searches that run on the primary slow down everybody who writes. A replica takes
#   them, and stands ready to be promoted when the primary is lost.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html
# custom:
#   id: aws-rds-instance-read-replica
#   severity: medium
#   kinds: [aws.rds.instance]
#   spec: [DB-2]
#   remediation: manual
package aws.rds.instance_read_replica

import data.facts.databases
import data.lib.database
import data.lib.finding
import data.lib.list

deny contains finding.new("replicas", sort(running), sprintf("%v or more", [data.spec.rds.min_read_replicas])) if {
	not database.member(input.attributes)
	not database.replica(input.attributes)
	count(running) < data.spec.rds.min_read_replicas
}

# What the instance names and what names the instance: in a plan there may be only one of the two.
known := {name |
	some name in list.of(object.get(input.attributes, ["replicas"], null))
} | {name |
	some source in {input.id, object.get(input, ["arn"], null)}
	some name in databases.replicas_of[source]
}

running := {name |
	some name in known
	not broken(name)
}

broken(name) if {
	data.snapshot["aws.rds.instance"][name].attributes.status in database.unusable_statuses
}
