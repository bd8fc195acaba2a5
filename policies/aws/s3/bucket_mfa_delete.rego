# METADATA
# title: S3 buckets ask for a second factor before versions are deleted
# description: >-
#   Versioning alone does not stop a thief with stolen keys: each version can be deleted as well.
#   With MFA delete, only the root user with a device in hand can destroy what is kept, or switch
#   versioning off.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html
# custom:
#   id: aws-s3-bucket-mfa-delete
#   severity: medium
#   kinds: [aws.s3.bucket]
#   aliases: [s3_bucket_no_mfa_delete]
#   remediation: manual
#   frameworks:
#     cis-aws-foundations: ["3.1.2"]
#     hipaa: ["164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)", "164.312(c)(1)"]
#     iso27001-2022: ["A.5.33", "A.8.13"]
#     nist-800-53-r5: ["CP-9", "CP-10", "SI-7", "SI-12"]
#     soc2: ["A1.2", "PI1.5"]
package aws.s3.bucket_mfa_delete

import data.lib.bucket
import data.lib.finding

deny contains finding.new("versioning.mfa_delete", state, "Enabled") if {
	bucket.demanded(data.spec.s3.demands.mfa_delete, input)
	state := object.get(input.attributes, ["versioning", "mfa_delete"], null)
	state != "Enabled"
}

# While versioning is suspended, what is overwritten is lost all the same.
deny contains finding.new("versioning.status", status, "Enabled") if {
	bucket.demanded(data.spec.s3.demands.mfa_delete, input)
	object.get(input.attributes, ["versioning", "mfa_delete"], null) == "Enabled"
	status := object.get(input.attributes, ["versioning", "status"], null)
	status != "Enabled"
}
