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
#   frameworks:
#     aws-fsbp: ["KMS.5"]
#     cis-aws-foundations: ["2.21"]
#     hipaa: ["164.308(a)(3)(i)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12"]
#     nist-800-53-r5: ["AC-3", "AC-4", "AC-6", "SC-7"]
#     pci-dss-4.0: ["7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.kms.key_policy_public

import data.lib.finding
import data.lib.iam

deny contains finding.new("policy", statement, wanted) if {
	wanted := "no statement that allows everyone without a narrowing condition"
	some statement in iam.open_statements(object.get(input.attributes, ["policy"], null))
}
