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
package aws.iam.account_root_access_keys

import data.lib.finding

deny contains finding.new("root_access_keys_present", present, false) if {
	present := object.get(input.attributes, ["root_access_keys_present"], null)
	present != false
}
