# METADATA
# title: RDS instances are of an agreed class
# description: >-
#   The class decides what a database costs and how much it bears. One that is larger than agreed
#   eats the budget of others, and a smaller one gives way under the load of a busy day.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.html
# custom:
#   id: aws-rds-instance-class
#   severity: low
#   kinds: [aws.rds.instance]
#   spec: [DB-1]
#   remediation: manual
package aws.rds.instance_class

import data.lib.finding

deny contains finding.new("instance_class", class, concat(" or ", data.spec.rds.instance_classes)) if {
	class := object.get(input.attributes, ["instance_class"], null)
	count(data.spec.rds.instance_classes) > 0
	not class in data.spec.rds.instance_classes
}
