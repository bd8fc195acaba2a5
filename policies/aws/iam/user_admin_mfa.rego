# METADATA
# title: IAM users with administrator access have MFA
# description: >-
#   Who may do everything can also undo everything that protects the account. Such a user needs a
#   second factor whether it signs in with a password or asks for sessions with an access key; one
#   that can do neither is not judged.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html
# custom:
#   id: aws-iam-user-admin-mfa
#   severity: critical
#   kinds: [aws.iam.user]
#   spec: [IAM-2]
#   aliases: [iam_administrator_access_with_mfa]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(B)", "164.312(a)(1)", "164.312(d)"]
#     iso27001-2022: ["A.5.15", "A.5.18", "A.8.2", "A.8.5"]
#     nist-800-53-r5: ["AC-3", "AC-6", "AC-6(10)", "IA-2(1)", "IA-2(2)"]
#     pci-dss-4.0: ["7.2.1", "7.2.2", "8.4.1", "8.4.2"]
#     soc2: ["CC6.1", "CC6.3"]
package aws.iam.user_admin_mfa

import data.facts.administrators
import data.lib.credentials
import data.lib.finding

deny contains finding.because("mfa_active", active, true, way) if {
	input.id in administrators.users
	comes_in
	active := object.get(input.attributes, ["mfa_active"], null)
	active != true
	way := sprintf("user %v -> policies of its own or of its groups -> administrator access", [input.id])
}

comes_in if object.get(input.attributes, ["password_enabled"], null) != false

comes_in if count(credentials.live(object.get(input.attributes, ["access_keys"], null))) > 0
