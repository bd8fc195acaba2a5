# METADATA
# title: Trails sign their log files
# description: >-
#   Who gets into the bucket can take the lines about themselves out of the log. With digests the
#   gap shows; without them the altered file is as good as the true one.
# related_resources:
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html
# custom:
#   id: aws-cloudtrail-trail-log-file-validation
#   severity: medium
#   kinds: [aws.cloudtrail.trail]
#   spec: [SEC-2]
#   aliases:
#     - cloudtrail_log_file_validation_enabled
#   remediation: automatic
#   certain: true
#   frameworks:
#     aws-fsbp: ["CloudTrail.4"]
#     cis-aws-foundations: ["4.2"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(1)(ii)(D)", "164.312(b)", "164.312(c)(1)"]
#     iso27001-2022: ["A.5.33", "A.8.15"]
#     nist-800-53-r5: ["AU-9", "CM-6", "SI-4", "SI-7", "SI-7(1)"]
#     pci-dss-4.0: ["10.3.2", "10.3.3", "10.3.4"]
#     soc2: ["CC7.2", "CC7.3"]
package aws.cloudtrail.trail_log_file_validation

import data.lib.finding

deny contains finding.new("enable_log_file_validation", validation, true) if {
	validation := object.get(input.attributes, ["enable_log_file_validation"], null)
	validation != true
}
