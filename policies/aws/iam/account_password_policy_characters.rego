# METADATA
# title: Console passwords mix the kinds of characters that the spec names
# description: >-
#   Without such a demand people take words, and programs that guess try words first. The spec names
#   the kinds; an empty list leaves it all to the length.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
# custom:
#   id: aws-iam-account-password-policy-characters
#   severity: low
#   kinds: [aws.iam.account_password_policy]
#   spec: [IAM-2]
#   aliases:
#     - iam_password_policy_lowercase
#     - iam_password_policy_uppercase
#     - iam_password_policy_number
#     - iam_password_policy_symbol
#   remediation: automatic
#   frameworks:
#     aws-fsbp: ["IAM.7"]
#     hipaa: ["164.308(a)(5)(ii)(D)", "164.312(d)"]
#     iso27001-2022: ["A.5.17", "A.8.5"]
#     nist-800-53-r5: ["IA-5", "IA-5(1)"]
#     pci-dss-4.0: ["8.3.6"]
#     soc2: ["CC6.1"]
package aws.iam.account_password_policy_characters

import data.lib.finding

deny contains finding.new(required.path, required.actual, true) if {
	some kind in data.spec.iam.password_policy.required_characters
	required := demands[kind]
	required.actual != true
}

demands := {
	"lowercase": {
		"path": "require_lowercase_characters",
		"actual": object.get(input.attributes, ["require_lowercase_characters"], null),
	},
	"uppercase": {
		"path": "require_uppercase_characters",
		"actual": object.get(input.attributes, ["require_uppercase_characters"], null),
	},
	"numbers": {
		"path": "require_numbers",
		"actual": object.get(input.attributes, ["require_numbers"], null),
	},
	"symbols": {
		"path": "require_symbols",
		"actual": object.get(input.attributes, ["require_symbols"], null),
	},
}
