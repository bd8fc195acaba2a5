# METADATA
# title: User data of instances holds no secrets
# description: >-
#   User data is no vault: every program on the machine reads it from the metadata service, and so does
#   everybody who may ask for the attribute. A password in it is known to all of them.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
# custom:
#   id: aws-ec2-instance-user-data-secrets
#   severity: critical
#   kinds: [aws.ec2.instance]
#   aliases: [ec2_instance_secrets_user_data]
#   remediation: manual
#   certain: true
#   frameworks:
#     hipaa: ["164.308(a)(5)(ii)(D)"]
#     iso27001-2022: ["A.5.17"]
#     nist-800-53-r5: ["IA-5", "IA-5(7)", "SC-28"]
#     pci-dss-4.0: ["8.6.2"]
#     soc2: ["CC6.1"]
package aws.ec2.instance_user_data_secrets

import data.lib.finding

deny contains finding.new("user_data_has_secrets", true, false) if {
	object.get(input.attributes, ["user_data_has_secrets"], null) == true
}
