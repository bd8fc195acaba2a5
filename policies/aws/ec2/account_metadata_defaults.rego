# METADATA
# title: New instances demand session tokens by default in every region
# description: >-
#   Machines that answer IMDSv1 give the keys of their role to any web application that can be made to
#   fetch an address. Without a default of the account, each launch that says nothing and each old
#   image starts such a machine.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-new-instances.html
# custom:
#   id: aws-ec2-account-metadata-defaults
#   severity: high
#   kinds: [aws.ec2.account_settings]
#   aliases: [ec2_instance_account_imdsv2_enabled]
#   remediation: guarded
#   frameworks:
#     hipaa: ["164.312(a)(1)"]
#     iso27001-2022: ["A.8.9"]
#     nist-800-53-r5: ["AC-3", "AC-6", "CM-2", "CM-6"]
#     pci-dss-4.0: ["2.2.1", "2.2.6"]
#     soc2: ["CC6.1"]
package aws.ec2.account_metadata_defaults

import data.lib.finding

deny contains finding.new("instance_metadata_defaults.http_tokens", tokens, "required") if {
	object.get(input.attributes, ["instance_metadata_defaults", "http_endpoint"], null) != "disabled"
	tokens := object.get(input.attributes, ["instance_metadata_defaults", "http_tokens"], null)
	tokens != "required"
}
