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
#   frameworks:
#     hipaa: ["164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AC-4", "CM-7", "SC-7", "SC-7(5)"]
#     pci-dss-4.0: ["1.3.1", "1.4.2", "1.4.4"]
#     soc2: ["CC6.6"]
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
