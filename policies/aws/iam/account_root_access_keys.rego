# METADATA
# title: The root user has no access keys
# description: >-
#   An access key of the root user is unlimited power in a line of text, without MFA and without an
#   end: whoever finds it in a script or a backup owns the account. Nothing that is done daily needs
#   one.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user_manage_delete-key.html
# custom:
#   id: aws-iam-account-root-access-keys
#   severity: critical
#   kinds: [aws.account]
#   spec: [IAM-2]
#   aliases: [iam_no_root_access_key]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["IAM.4"]
#     cis-aws-foundations: ["2.4"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(3)(i)", "164.308(a)(3)(ii)(A)", "164.308(a)(4)(ii)(C)", "164.312(a)(2)(i)"]
#     iso27001-2022: ["A.5.15", "A.8.2"]
#     nist-800-53-r5: ["AC-2", "AC-2(1)", "AC-2(6)", "AC-3(7)", "AC-3(15)", "AC-6", "AC-6(2)", "AC-6(5)", "AC-6(10)", "AC-24", "CM-5(1)", "CM-6",
#       "IA-2", "IA-4"]
#     pci-dss-4.0: ["7.2.1", "7.2.2", "8.2.1", "8.2.2"]
#     soc2: ["CC6.1", "CC6.3"]
package aws.iam.account_root_access_keys

import data.lib.finding

deny contains finding.new("root_access_keys_present", present, false) if {
	present := object.get(input.attributes, ["root_access_keys_present"], null)
	present != false
}
