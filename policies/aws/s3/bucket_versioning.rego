# METADATA
# title: S3 buckets keep object versions
# description: >-
#   Without versioning one overwrite or delete, by mistake or by an intruder,
#   destroys the only copy of an object.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
# custom:
#   id: aws-s3-bucket-versioning
#   severity: medium
#   kinds: [aws.s3.bucket]
#   spec: [S3-4]
#   aliases: [s3_bucket_object_versioning]
#   frameworks:
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(7)(i)", "164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)", "164.308(a)(7)(ii)(C)", "164.312(c)(1)",
#       "164.312(c)(2)"]
#     iso27001-2022: ["A.5.33", "A.8.13"]
#     nist-800-53-r5: ["AU-9(2)", "CP-2(5)", "CP-6", "CP-6(1)", "CP-6(2)", "CP-9", "CP-10", "CP-10(2)", "SC-5(2)", "SI-7", "SI-12", "SI-13(5)"]
#     soc2: ["A1.2", "PI1.5"]
#   remediation: approval
package aws.s3.bucket_versioning

import data.lib.finding

deny contains finding.new("versioning.status", status, "Enabled") if {
	status := object.get(input.attributes, ["versioning", "status"], null)
	status != "Enabled"
}
