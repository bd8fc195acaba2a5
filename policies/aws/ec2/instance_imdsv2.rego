# METADATA
# title: Instances demand session tokens of the metadata service
# description: >-
#   The metadata service hands out the keys of the instance's role. Where it answers requests without a
#   token, an attacker who gets a web application to fetch one address of their choice (SSRF) has the
#   keys; this is how Capital One lost its data.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
# custom:
#   id: aws-ec2-instance-imdsv2
#   severity: high
#   kinds: [aws.ec2.instance]
#   spec: [COMP-7]
#   aliases: [ec2_instance_imdsv2_enabled, ec2_confidential_workload_host_imdsv2_not_enforced]
#   remediation: guarded
#   frameworks:
#     aws-fsbp: ["EC2.8"]
#     cis-aws-foundations: ["6.7"]
#     hipaa: ["164.312(a)(1)"]
#     iso27001-2022: ["A.8.9"]
#     nist-800-53-r5: ["AC-3", "AC-3(7)", "AC-3(15)", "AC-6", "CM-2", "CM-5(1)", "CM-6"]
#     pci-dss-4.0: ["2.2.1", "2.2.5", "2.2.6"]
#     soc2: ["CC6.1"]
package aws.ec2.instance_imdsv2

import data.lib.finding

# A service that is switched off tells nothing, and what is being terminated can't be set any more.
deny contains finding.new("metadata_options.http_tokens", tokens, "required") if {
	object.get(input.attributes, ["instance_state"], null) != "shutting-down"
	object.get(input.attributes, ["metadata_options", "http_endpoint"], null) != "disabled"
	tokens := object.get(input.attributes, ["metadata_options", "http_tokens"], null)
	tokens != "required"
}
