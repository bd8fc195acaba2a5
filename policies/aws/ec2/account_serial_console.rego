# METADATA
# title: The serial console of instances is off
# description: >-
#   The serial console reaches a machine past its network: no security group, no VPN and no session
#   log stand in the way of whoever has the permission and a password.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configure-access-to-serial-console.html
# custom:
#   id: aws-ec2-account-serial-console
#   severity: low
#   kinds: [aws.ec2.account_settings]
#   remediation: guarded
#   frameworks: {iso27001-2022: ["A.8.9"], nist-800-53-r5: ["AC-17", "CM-7"], pci-dss-4.0: ["2.2.4"], soc2: ["CC6.1"]}
package aws.ec2.account_serial_console

import data.lib.finding

deny contains finding.new("serial_console_access_enabled", true, false) if {
	not data.spec.ec2.allow_serial_console
	object.get(input.attributes, ["serial_console_access_enabled"], null) == true
}
