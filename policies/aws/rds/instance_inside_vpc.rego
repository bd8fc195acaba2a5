# METADATA
# title: RDS instances lie in a VPC
# description: >-
#   Outside of a VPC there are no subnets, no network ACLs and no private addresses: a database
#   stands on the shared network of old days, guarded by a list of addresses only.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
# custom:
#   id: aws-rds-instance-inside-vpc
#   severity: high
#   kinds: [aws.rds.instance]
#   spec: [DB-8]
#   aliases: [rds_instance_inside_vpc]
#   remediation: manual
package aws.rds.instance_inside_vpc

import data.lib.finding

deny contains finding.new("vpc_id", vpc, "a VPC") if {
	vpc := object.get(input.attributes, ["vpc_id"], null)
	not is_vpc(vpc)
	not object.get(input.attributes, ["status"], null) in {"creating", "deleting"}
}

is_vpc(vpc) if {
	is_string(vpc)
	vpc != ""
}
