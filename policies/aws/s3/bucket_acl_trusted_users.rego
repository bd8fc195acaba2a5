# METADATA
# title: S3 bucket ACLs name no users but the owner and trusted ones
# description: >-
#   An ACL can let in another account by its canonical id, which no review of IAM or of the bucket
#   policy shows. An intruder leaves such a grant behind to come back after the keys were changed.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
# custom:
#   id: aws-s3-bucket-acl-trusted-users
#   severity: high
#   kinds: [aws.s3.bucket]
#   spec: [S3-3]
#   aliases: [s3_bucket_cross_account_access]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["S3.6"]
#     hipaa: ["164.308(a)(3)(i)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12"]
#     nist-800-53-r5: ["AC-3", "AC-4", "AC-6", "SC-7"]
#     pci-dss-4.0: ["7.2.1", "7.2.2", "7.2.5", "7.2.6", "7.3.1", "7.3.2", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.s3.bucket_acl_trusted_users

import data.lib.finding
import data.lib.list

deny contains finding.new("acl.grants", {"grantee_type": type, "grantee_id": user, "permission": permission}, null) if {
	object.get(input.attributes, ["object_ownership"], null) != "BucketOwnerEnforced"
	some grant in list.of(object.get(input.attributes, ["acl", "grants"], null))
	type := object.get(grant, ["grantee_type"], null)
	type != "Group"
	user := object.get(grant, ["grantee_id"], null)
	not known(user)
	permission := object.get(grant, ["permission"], null)
}

known(user) if {
	is_string(user)
	user == object.get(input.attributes, ["acl", "owner_id"], null)
}

known(user) if user in data.spec.s3.trusted_canonical_users
