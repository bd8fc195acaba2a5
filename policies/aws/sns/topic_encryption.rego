# METADATA
# title: SNS topics encrypt their messages with a KMS key
# description: >-
#   Messages carry alarms with names of hosts, orders, links to reset a password. Encrypted with a
#   key, they can be read only by who may use the key, and each use leaves a record.
# related_resources:
#   - https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html
#   - https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
# custom:
#   id: aws-sns-topic-encryption
#   severity: high
#   kinds: [aws.sns.topic]
#   aliases:
#     - sns_topics_kms_encryption_at_rest_enabled
#   remediation: approval
#   frameworks:
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.312(a)(2)(iv)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["AU-9(3)", "CP-9", "SC-13", "SC-28", "SC-28(1)"]
#     pci-dss-4.0: ["3.5.1"]
#     soc2: ["C1.1", "CC6.1"]
package aws.sns.topic_encryption

import data.lib.finding

deny contains finding.new("kms_master_key_id", key, "a KMS key") if {
	key := object.get(input.attributes, ["kms_master_key_id"], null)
	not named(key)
}

deny contains finding.new("kms_master_key_id", key, "a key of the account") if {
	data.spec.sns.allow_aws_managed_key == false
	key := object.get(input.attributes, ["kms_master_key_id"], null)
	is_string(key)
	regex.match(`(^|:)alias/aws/sns$`, key)
}

named(key) if {
	is_string(key)
	key != ""
}
