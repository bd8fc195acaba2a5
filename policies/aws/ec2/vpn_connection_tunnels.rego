# METADATA
# title: Both tunnels of a VPN connection are up
# description: >-
#   AWS takes down one tunnel at a time to mend it. When the other one has been down for weeks without
#   anybody noticing, the office or data center is cut off just then.
# related_resources:
#   - https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html
# custom:
#   id: aws-ec2-vpn-connection-tunnels
#   severity: medium
#   kinds: [aws.ec2.vpn_connection]
#   aliases: [vpc_vpn_connection_tunnels_up]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["EC2.20"]
#     hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"]
#     iso27001-2022: ["A.8.14", "A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["CP-2(5)", "CP-10", "SC-36", "SI-13(5)"]
#     soc2: ["A1.2"]
package aws.ec2.vpn_connection_tunnels

import data.lib.finding
import data.lib.list

deny contains finding.because("vgw_telemetry", up, data.spec.vpc.min_vpn_tunnels_up, "tunnels that are up") if {
	object.get(input.attributes, ["state"], null) == "available"
	up := count([tunnel |
		some tunnel in list.of(object.get(input.attributes, ["vgw_telemetry"], null))
		object.get(tunnel, ["status"], null) == "UP"
	])
	up < data.spec.vpc.min_vpn_tunnels_up
}
