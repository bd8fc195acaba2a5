# METADATA
# title: Client VPN endpoints log connections
# description: >-
#   The log tells who dialled in, when and from where. Without it a stolen certificate is used unseen, and
#   afterwards nobody can tell what the thief reached.
# related_resources:
#   - https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/connection-logging.html
# custom:
#   id: aws-ec2-client-vpn-endpoint-logging
#   severity: medium
#   kinds: [aws.ec2.client_vpn_endpoint]
#   aliases: [ec2_client_vpn_endpoint_connection_logging_enabled]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["EC2.51"]
#     hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"]
#     iso27001-2022: ["A.8.15"]
#     nist-800-53-r5: ["AU-2", "AU-3", "AU-12"]
#     pci-dss-4.0: ["10.2.1", "10.2.1.1", "10.2.1.2", "10.2.1.3", "10.2.1.4", "10.2.1.5", "10.2.1.6", "10.2.1.7", "10.2.2", "10.3.1"]
#     soc2: ["CC7.2"]
package aws.ec2.client_vpn_endpoint_logging

import data.lib.finding

deny contains finding.new("connection_log_options.enabled", enabled, true) if {
	not object.get(input.attributes, ["status"], null) in {"deleting", "deleted"}
	enabled := object.get(input.attributes, ["connection_log_options", "enabled"], null)
	enabled != true
}
