# METADATA
# title: Parameters that hold secrets are SecureString with a key
# description: >-
#   A password in a plain parameter is read by everybody who may read parameters, and shows in
#   consoles, histories and logs. As a SecureString it takes the right to use the key as well.
# related_resources:
#   - https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html
#   - https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html
# custom:
#   id: aws-ssm-parameter-secure-string
#   severity: high
#   kinds: [aws.ssm.parameter]
#   spec: [SEC-1]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(5)(ii)(D)"]
#     iso27001-2022: ["A.5.17"]
#     nist-800-53-r5: ["IA-5", "IA-5(7)", "SC-28"]
#     pci-dss-4.0: ["8.6.2"]
#     soc2: ["CC6.1"]
package aws.ssm.parameter_secure_string

import data.lib.finding

deny contains finding.new("type", type, "SecureString") if {
	holds_secret
	type := object.get(input.attributes, ["type"], null)
	type != "SecureString"
}

deny contains finding.new("key_id", key, "a KMS key") if {
	holds_secret
	object.get(input.attributes, ["type"], null) == "SecureString"
	key := object.get(input.attributes, ["key_id"], null)
	not named(key)
}

deny contains finding.new("key_id", key, "a key of the account") if {
	holds_secret
	data.spec.ssm.customer_key == true
	key := object.get(input.attributes, ["key_id"], null)
	named(key)
	regex.match(`(^|:)alias/aws/ssm$`, key)
}

# Only the name tells: values are never read.
holds_secret if {
	matches_one(data.spec.ssm.secret_names)
	not matches_one(data.spec.ssm.plain_names)
}

matches_one(expressions) if {
	some expression in expressions
	regex.match(expression, name)
}

name := separated if {
	given := object.get(input.attributes, ["name"], input.id)
	separated := lower(regex.replace(given, `([a-z0-9])([A-Z])`, "${1}_${2}"))
}

named(key) if {
	is_string(key)
	key != ""
}
