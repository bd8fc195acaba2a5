# METADATA
# title: RDS clusters are of an agreed class
# description: >-
#   The class decides what a database costs and how much it bears. One that is larger than agreed
#   eats the budget of others, and a smaller one gives way under the load of a busy day.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.html
# custom:
#   id: aws-rds-cluster-class
#   severity: low
#   kinds: [aws.rds.cluster]
#   spec: [DB-1]
#   remediation: manual
package aws.rds.cluster_class

import data.lib.finding

deny contains finding.new("db_cluster_instance_class", class, concat(" or ", data.spec.rds.instance_classes)) if {
	class := object.get(input.attributes, ["db_cluster_instance_class"], null)
	is_string(class)
	count(data.spec.rds.instance_classes) > 0
	not class in data.spec.rds.instance_classes
}
