# METADATA
# title: RDS instances refuse plain connections
# description: >-
#   A client that is not forced to encrypt may send its password and every row it reads over the
#   network as plain text, and one compromised host in the VPC is enough to collect them. A parameter
#   makes the engine refuse such clients; some newer versions do so by default.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
# custom:
#   id: aws-rds-instance-encryption-in-transit
#   severity: high
#   kinds: [aws.rds.instance]
#   spec: [DB-7]
#   aliases: [rds_instance_transport_encrypted]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["RDS.41", "RDS.44"]
#     hipaa: ["164.312(e)(1)", "164.312(e)(2)(ii)"]
#     iso27001-2022: ["A.5.14", "A.8.24"]
#     nist-800-53-r5: ["SC-8", "SC-8(1)", "SC-13", "SC-23"]
#     pci-dss-4.0: ["4.2.1"]
#     soc2: ["CC6.7"]
package aws.rds.instance_encryption_in_transit

import data.lib.database
import data.lib.finding
import data.lib.list

deny contains finding.because("parameter_group_name", group_name, wanted, reason) if {
	judged
	verdict == "taken"
	reason := sprintf("parameter %v of group %v is %v", [switch.name, group_name, shown])
}

# Oracle, Db2 and RDS Custom are encrypted by other means, of which the snapshot says nothing.
deny contains finding.unread("engine", "how this engine encrypts connections is set outside of its parameter group") if {
	not database.member(input.attributes)
	not switch
}

deny contains finding.unread("parameter_group_name", sprintf("parameter group %v is not in the snapshot", [group_name])) if {
	not database.member(input.attributes)
	switch
	not known
}

# What waits for a reboot may not be in force, whatever the group says.
deny contains finding.unread("parameter_apply_status", "parameters wait for a reboot, so what is in force is not known") if {
	judged
	verdict == "refused"
	object.get(input.attributes, ["parameter_apply_status"], null) == "pending-reboot"
}

judged if {
	not database.member(input.attributes)
	known
}

switch := database.tls_switches[database.family(input.attributes)] if not database.custom(input.attributes)

# The groups of AWS hold the defaults, so there is no need to see them.
verdict := database.plain_connections(input.attributes, parameters) if {
	held
} else := database.plain_connections(input.attributes, []) if {
	not held
	database.default_group(group_name)
}

known if held

known if database.default_group(group_name)

wanted := sprintf("a group with %v = %v", [switch.name, concat(" or ", sort(switch.accepted))])

shown := database.parameter(parameters, switch.name) if {
	database.parameter(parameters, switch.name)
} else := "not set"

group_name := object.get(input.attributes, ["parameter_group_name"], null)

parameters := list.of(data.snapshot["aws.rds.parameter_group"][group_name].attributes.parameters)

held if data.snapshot["aws.rds.parameter_group"][group_name].id
