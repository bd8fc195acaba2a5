# METADATA
# title: Key policies let nobody in without naming them
# description: >-
#   A statement that allows every principal, and no condition that ties the caller to an account or
#   organization, lets any account of AWS use the key: read what it protects, or grant itself more.
#   Encryption is then worth nothing.
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-services.html
# custom:
#   id: aws-kms-key-policy-public
#   severity: critical
#   kinds: [aws.kms.key]
#   spec: [SEC-3]
#   aliases: [kms_key_not_publicly_accessible]
#   remediation: manual
#   certain: true
package aws.kms.key_policy_public

import data.lib.finding
import data.lib.iam

deny contains finding.new("policy", statement, wanted) if {
	wanted := "no statement that allows everyone without a narrowing condition"
	some statement in iam.open_statements(object.get(input.attributes, ["policy"], null))
}
