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
package aws.ec2.client_vpn_endpoint_logging

import data.lib.finding

deny contains finding.new("connection_log_options.enabled", enabled, true) if {
	not object.get(input.attributes, ["status"], null) in {"deleting", "deleted"}
	enabled := object.get(input.attributes, ["connection_log_options", "enabled"], null)
	enabled != true
}
