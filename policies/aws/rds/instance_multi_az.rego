# METADATA
# title: RDS instances survive the loss of a zone
# description: >-
#   When the zone of a lone database fails, the service is down until somebody has restored a backup,
#   and what was written since is lost. A standby, or a replica that can be promoted, in another zone
#   takes over.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html
# custom:
#   id: aws-rds-instance-multi-az
#   severity: medium
#   kinds: [aws.rds.instance]
#   spec: [DB-10]
#   aliases: [rds_instance_multi_az]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["RDS.5"]
#     cis-aws-foundations: ["3.2.4"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"]
#     iso27001-2022: ["A.8.14"]
#     nist-800-53-r5: ["CP-2(5)", "CP-6(2)", "CP-10", "SC-5(2)", "SC-36", "SI-13(5)"]
#     soc2: ["A1.2"]
package aws.rds.instance_multi_az

import data.facts.databases
import data.lib.database
import data.lib.finding
import data.lib.list

deny contains finding.because("multi_az", standby, true, "no read replica in another zone is known") if {
	needs_standby
	data.spec.rds.replica_as_standby == true
	count(replicas_elsewhere) == 0
}

deny contains finding.new("multi_az", standby, true) if {
	needs_standby
	data.spec.rds.replica_as_standby != true
}

# The zones of a cluster are judged on the cluster, and a replica is itself a second copy.
needs_standby if {
	not database.member(input.attributes)
	not database.replica(input.attributes)
	standby != true
}

standby := object.get(input.attributes, ["multi_az"], null)

# Replicas in other regions are named by their ARN.
replicas_elsewhere := {name |
	some name in list.of(object.get(input.attributes, ["replicas"], null))
	startswith(name, "arn:")
} | {name |
	some source in {input.id, object.get(input, ["arn"], null)}
	some name in databases.replicas_of[source]
	instance := data.snapshot["aws.rds.instance"][name].attributes
	not object.get(instance, ["status"], null) in database.unusable_statuses
	is_string(instance.availability_zone)
	instance.availability_zone != object.get(input.attributes, ["availability_zone"], null)
}
