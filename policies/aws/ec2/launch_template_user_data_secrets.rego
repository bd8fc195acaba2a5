# METADATA
# title: User data of launch templates holds no secrets
# description: >-
#   User data is no vault: every program on the machine reads it from the metadata service, and so does
#   everybody who may describe launch templates. A password in it is known to all of them, in each old
#   version as well.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
# custom:
#   id: aws-ec2-launch-template-user-data-secrets
#   severity: critical
#   kinds: [aws.ec2.launch_template]
#   aliases: [ec2_launch_template_no_secrets]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(5)(ii)(D)"]
#     iso27001-2022: ["A.5.17"]
#     nist-800-53-r5: ["IA-5", "IA-5(7)", "SC-28"]
#     pci-dss-4.0: ["8.6.2"]
#     soc2: ["CC6.1"]
package aws.ec2.launch_template_user_data_secrets

import data.lib.finding
import data.lib.machine

deny contains finding.new(sprintf("%s.user_data_has_secrets", [name]), true, false) if {
	some name, says in machine.versions(input.attributes)
	object.get(says, ["user_data_has_secrets"], null) == true
}
