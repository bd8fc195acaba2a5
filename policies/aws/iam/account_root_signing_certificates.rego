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
package aws.iam.account_root_signing_certificates

import data.lib.finding

deny contains finding.new("root_signing_certificates_present", present, false) if {
	present := object.get(input.attributes, ["root_signing_certificates_present"], null)
	present != false
}
