# METADATA
# title: S3 buckets are not open to everybody, all settings taken together
# description: >-
#   Here a policy or an ACL opens the bucket and neither the block of the account nor that of the
#   bucket stops it: strangers can read, list or change what is in it right now, and crawlers that
#   guess bucket names find it within hours.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# custom:
#   id: aws-s3-bucket-public-access
#   severity: critical
#   kinds: [aws.s3.bucket]
#   spec: [S3-3]
#   aliases: [s3_bucket_policy_public_write_access, s3_bucket_public_access, s3_bucket_public_list_acl, s3_bucket_public_write_acl]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["S3.2", "S3.3"]
#     cis-aws-foundations: ["2.21", "3.1.4"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(3)(i)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12"]
#     nist-800-53-r5: ["AC-3", "AC-3(7)", "AC-4", "AC-4(21)", "AC-6", "CM-6", "SC-7", "SC-7(3)", "SC-7(11)", "SC-7(16)", "SC-7(20)", "SC-7(21)"]
#     pci-dss-4.0: ["7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.s3.bucket_public_access

import data.lib.finding
import data.lib.iam
import data.lib.list

deny contains finding.because("policy", statement, null, "the block of neither bucket nor account has restrict_public_buckets on") if {
	not blocked("restrict_public_buckets")
	some statement in iam.open_statements(object.get(input.attributes, ["policy"], null))
}

deny contains finding.because("policy_is_public", true, false, "the block of neither bucket nor account has restrict_public_buckets on") if {
	not blocked("restrict_public_buckets")
	object.get(input.attributes, ["policy_is_public"], null) == true
}

deny contains finding.because("acl.grants", {"grantee_uri": group, "permission": permission}, null, "the block of neither bucket nor account has ignore_public_acls on") if {
	not blocked("ignore_public_acls")
	acls_count
	some grant in list.of(object.get(input.attributes, ["acl", "grants"], null))
	group := object.get(grant, ["grantee_uri"], null)
	regex.match(`^http://acs\.amazonaws\.com/groups/global/(AllUsers|AuthenticatedUsers)$`, sprintf("%v", [group]))
	permission := object.get(grant, ["permission"], null)
}

# With ownership enforced, ACLs have no effect.
acls_count if object.get(input.attributes, ["object_ownership"], null) != "BucketOwnerEnforced"

blocked("restrict_public_buckets") if object.get(input.attributes, ["public_access_block", "restrict_public_buckets"], null) == true

blocked("ignore_public_acls") if object.get(input.attributes, ["public_access_block", "ignore_public_acls"], null) == true

blocked("restrict_public_buckets") if {
	some block in data.snapshot["aws.s3.account_public_access_block"]
	object.get(block.attributes, ["restrict_public_buckets"], null) == true
}

blocked("ignore_public_acls") if {
	some block in data.snapshot["aws.s3.account_public_access_block"]
	object.get(block.attributes, ["ignore_public_acls"], null) == true
}
