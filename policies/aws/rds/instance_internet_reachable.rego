# METADATA
# title: RDS instances can't be reached from the internet
# description: >-
#   A public address, a route from the internet, a network ACL and a security group that let the
#   world in: together they put the database before everybody. It is found within hours, and then
#   only its passwords hold.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html#USER_VPC.Hiding
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html
# custom:
#   id: aws-rds-instance-internet-reachable
#   severity: critical
#   kinds: [aws.rds.instance]
#   spec: [DB-8]
#   aliases: [rds_instance_no_public_access]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["RDS.2"]
#     cis-aws-foundations: ["3.2.3"]
#     hipaa: ["164.308(a)(3)(i)", "164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12", "A.8.20", "A.8.22"]
#     nist-800-53-r5: ["AC-3", "AC-3(7)", "AC-4", "AC-4(21)", "AC-6", "CM-7", "SC-7", "SC-7(3)", "SC-7(5)", "SC-7(11)", "SC-7(16)", "SC-7(20)",
#       "SC-7(21)"]
#     pci-dss-4.0: ["1.2.8", "1.3.1", "1.3.2", "1.4.2", "1.4.4", "7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.rds.instance_internet_reachable

import data.lib.finding
import data.lib.list
import data.lib.reachability

deny contains finding.because("publicly_accessible", public, false, way) if {
	some way in ways
}

deny contains finding.unread("publicly_accessible", message) if {
	count(ways) == 0
	public != false
	some message in unresolved
}

public := object.get(input.attributes, ["publicly_accessible"], null)

port := object.get(input.attributes, ["port"], null)

group_name := object.get(input.attributes, ["db_subnet_group_name"], null)

subnet_ids := {id | some id in list.of(data.snapshot["aws.rds.subnet_group"][group_name].attributes.subnet_ids)}

# A lone instance lies in the subnet of its zone; one with a standby may move to another.
own_subnet_ids := {id |
	some id in subnet_ids
	not of_another_zone(id)
}

of_another_zone(id) if {
	object.get(input.attributes, ["multi_az"], null) == false
	zone := object.get(input.attributes, ["availability_zone"], null)
	is_string(zone)
	other := data.snapshot["aws.ec2.subnet"][id].attributes.availability_zone
	is_string(other)
	other != zone
}

group_ids := {id | some id in list.of(object.get(input.attributes, ["vpc_security_group_ids"], null))}

families := {"ipv4"} | {"ipv6" | object.get(input.attributes, ["network_type"], null) == "DUAL"}

ways := {sprintf("%v -> instance %v port %v", [way.path, input.id, port]) |
	public != false
	is_number(port)
	some subnet_id in own_subnet_ids
	some way in reachability.leading_to(reachability.ways(subnet_id, group_ids), "tcp", port, port)
	way.family in families
}

unresolved contains "the instance has no port yet" if not is_number(port)

unresolved contains "the instance names no subnet group" if group_name == null

unresolved contains sprintf("subnet group %v is not in the snapshot, or lists no subnets", [group_name]) if {
	group_name != null
	count(subnet_ids) == 0
}

unresolved contains "the instance names no security group" if count(group_ids) == 0

unresolved contains message if some message in reachability.unresolved(own_subnet_ids, group_ids)
