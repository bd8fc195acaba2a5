# METADATA
# title: RDS instances lie in subnets without a route to the internet
# description: >-
#   A database in a subnet that routes to an internet gateway is one switch away from the
#   internet: a public address, set by mistake or by an intruder, is enough. In a private subnet
#   that switch leads nowhere.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
#   - https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
# custom:
#   id: aws-rds-instance-private-subnets
#   severity: high
#   kinds: [aws.rds.instance]
#   spec: [DB-8]
#   frameworks:
#     aws-fsbp: ["RDS.46"]
#     hipaa: ["164.308(a)(3)(i)", "164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12", "A.8.20", "A.8.22"]
#     nist-800-53-r5: ["AC-3", "AC-3(7)", "AC-4", "AC-4(21)", "AC-6", "CM-7", "SC-7", "SC-7(3)", "SC-7(5)", "SC-7(11)", "SC-7(16)", "SC-7(20)",
#       "SC-7(21)"]
#     pci-dss-4.0: ["1.2.8", "1.3.1", "1.3.2", "1.4.2", "1.4.4", "7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.rds.instance_private_subnets

import data.lib.finding
import data.lib.list

deny contains finding.because("db_subnet_group_name", group_name, wanted, way) if {
	wanted := "a subnet group without a route to an internet gateway"
	some way in ways_out
}

# One public subnet settles the matter, so gaps count only while none was found.
deny contains finding.unread("db_subnet_group_name", message) if {
	count(ways_out) == 0
	some message in unresolved
}

group_name := object.get(input.attributes, ["db_subnet_group_name"], null)

subnet_ids := {id | some id in list.of(data.snapshot["aws.rds.subnet_group"][group_name].attributes.subnet_ids)}

# Any route to an internet gateway counts, wherever it leads.
ways_out contains way if {
	some subnet_id in subnet_ids
	some table_id in data.facts.network.route_tables_of[subnet_id]
	some gateway_id in data.facts.network.internet_gateways_of_table[table_id]
	way := sprintf(
		"instance %v -> subnet group %v -> subnet %v -> route table %v -> internet gateway %v",
		[input.id, group_name, subnet_id, table_id, gateway_id],
	)
}

unresolved contains "the instance names no subnet group" if group_name == null

unresolved contains sprintf("subnet group %v is not in the snapshot", [group_name]) if {
	group_name != null
	not data.snapshot["aws.rds.subnet_group"][group_name].id
}

unresolved contains sprintf("subnet group %v lists no subnets", [group_name]) if {
	data.snapshot["aws.rds.subnet_group"][group_name].id
	count(subnet_ids) == 0
}

unresolved contains sprintf("subnet %v of group %v is not in the snapshot", [subnet_id, group_name]) if {
	some subnet_id in subnet_ids
	not data.snapshot["aws.ec2.subnet"][subnet_id].id
}

unresolved contains sprintf("no route table is known for subnet %v of group %v", [subnet_id, group_name]) if {
	some subnet_id in subnet_ids
	data.snapshot["aws.ec2.subnet"][subnet_id].id
	not data.facts.network.route_tables_of[subnet_id]
}
