# METADATA
# title: Trails encrypt their log files with a KMS key
# description: >-
#   With a key of its own, reading the log takes a right on the key besides one on the bucket, and
#   each use of the key is recorded. Without it, whoever may read the bucket reads who did what.
# related_resources:
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html
# custom:
#   id: aws-cloudtrail-trail-kms-encryption
#   severity: medium
#   kinds: [aws.cloudtrail.trail]
#   spec: [SEC-2]
#   aliases:
#     - cloudtrail_kms_encryption_enabled
#   remediation: manual
#   certain: true
#   frameworks:
#     aws-fsbp: ["CloudTrail.2"]
#     cis-aws-foundations: ["4.5"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(1)(ii)(D)", "164.312(a)(2)(iv)", "164.312(b)", "164.312(c)(1)"]
#     iso27001-2022: ["A.5.33", "A.8.15", "A.8.24"]
#     nist-800-53-r5: ["AU-9", "AU-9(3)", "CM-6", "CP-9", "SC-13", "SC-28", "SC-28(1)", "SI-7"]
#     pci-dss-4.0: ["3.5.1", "10.3.2", "10.3.3", "10.3.4"]
#     soc2: ["C1.1", "CC6.1", "CC7.2"]
package aws.cloudtrail.trail_kms_encryption

import data.lib.finding

deny contains finding.new("kms_key_id", key, "a KMS key") if {
	key := object.get(input.attributes, ["kms_key_id"], null)
	not named(key)
}

named(key) if {
	is_string(key)
	key != ""
}
