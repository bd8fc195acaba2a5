# METADATA
# title: The root user has no signing certificates
# description: >-
#   A signing certificate lets its holder speak to old interfaces of AWS as the root user, without
#   password and MFA. Nobody uses them any more, so nobody notices who does.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html
# custom:
#   id: aws-iam-account-root-signing-certificates
#   severity: high
#   kinds: [aws.account]
#   spec: [IAM-2]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(3)(i)", "164.308(a)(3)(ii)(A)", "164.308(a)(4)(ii)(C)", "164.312(a)(2)(i)"]
#     iso27001-2022: ["A.5.15", "A.8.2"]
#     nist-800-53-r5: ["AC-2", "AC-2(1)", "AC-2(6)", "AC-3(7)", "AC-3(15)", "AC-6", "AC-6(2)", "AC-6(5)", "AC-6(10)", "AC-24", "CM-5(1)", "CM-6",
#       "IA-2", "IA-4"]
#     pci-dss-4.0: ["7.2.1", "7.2.2", "8.2.1", "8.2.2"]
#     soc2: ["CC6.1", "CC6.3"]
package aws.iam.account_root_signing_certificates

import data.lib.finding

deny contains finding.new("root_signing_certificates_present", present, false) if {
	present := object.get(input.attributes, ["root_signing_certificates_present"], null)
	present != false
}
