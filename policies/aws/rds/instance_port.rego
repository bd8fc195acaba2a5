# METADATA
# title: RDS instances do not listen on the default port
# description: >-
#   Scanners look for databases on the ports that everybody uses. Another port hides nothing from a
#   determined attacker, but keeps a database whose network opens by mistake out of the mass of easy
#   finds for a while.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
# custom:
#   id: aws-rds-instance-port
#   severity: low
#   kinds: [aws.rds.instance]
#   aliases: [rds_instance_non_default_port]
#   remediation: manual
#   frameworks: {aws-fsbp: ["RDS.23"], iso27001-2022: ["A.8.9"], nist-800-53-r5: ["CM-2", "CM-6"], pci-dss-4.0: ["2.2.1"], soc2: ["CC6.1"]}
package aws.rds.instance_port

import data.lib.database
import data.lib.finding

deny contains finding.new("port", port, "a port other than the default") if {
	not database.member(input.attributes)
	port in usual_ports
}

# An instance has no port until it has an address.
deny contains finding.unread("port", "the database has no port yet") if {
	not database.member(input.attributes)
	count(usual_ports) > 0
	port == null
}

port := object.get(input.attributes, ["port"], null)

usual_ports := {entry.port |
	some entry in data.spec.rds.default_ports
	entry.engine == database.family(input.attributes)
}
