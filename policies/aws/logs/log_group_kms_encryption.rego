# METADATA
# title: Log groups are encrypted with a key of the account
# description: >-
#   Logs hold what applications say in trouble: addresses, tokens, queries. With a key of your own,
#   reading them takes a right on the key, and the key can be shut when something went wrong.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
# custom:
#   id: aws-logs-log-group-kms-encryption
#   severity: medium
#   kinds: [aws.logs.log_group]
#   aliases:
#     - cloudwatch_log_group_kms_encryption_enabled
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.312(a)(2)(iv)"]
#     iso27001-2022: ["A.8.15", "A.8.24"]
#     nist-800-53-r5: ["AU-9(3)", "CP-9", "SC-13", "SC-28", "SC-28(1)"]
#     pci-dss-4.0: ["3.5.1", "10.3.2", "10.3.3", "10.3.4"]
#     soc2: ["C1.1", "CC6.1", "CC7.3"]
package aws.logs.log_group_kms_encryption

import data.lib.finding

deny contains finding.new("kms_key_id", key, "a KMS key") if {
	data.spec.logs.customer_key == true
	object.get(input.attributes, ["log_group_class"], null) != "DELIVERY"
	key := object.get(input.attributes, ["kms_key_id"], null)
	not named(key)
}

named(key) if {
	is_string(key)
	key != ""
}
