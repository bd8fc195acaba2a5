# METADATA
# title: S3 bucket ACLs grant nothing to the public groups
# description: >-
#   A grant to AllUsers opens the bucket to the whole internet, one to AuthenticatedUsers to
#   everybody who has an AWS account of any kind. Strangers can then list or replace your files,
#   or rewrite the ACL itself, without leaving a trace in IAM.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
# custom:
#   id: aws-s3-bucket-acl-public
#   severity: critical
#   kinds: [aws.s3.bucket]
#   spec: [S3-3]
#   aliases: [s3_bucket_public_access, s3_bucket_public_list_acl, s3_bucket_public_write_acl]
#   frameworks:
#     aws-fsbp: ["S3.2", "S3.3"]
#     cis-aws-foundations: ["2.21", "3.1.4"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(3)(i)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12"]
#     nist-800-53-r5: ["AC-3", "AC-3(7)", "AC-4", "AC-4(21)", "AC-6", "CM-6", "SC-7", "SC-7(3)", "SC-7(11)", "SC-7(16)", "SC-7(20)", "SC-7(21)"]
#     pci-dss-4.0: ["7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
#   remediation: manual
#   certain: true
package aws.s3.bucket_acl_public

import data.lib.finding
import data.lib.list

deny contains finding.new("acl.grants", {"grantee_uri": group, "permission": permission}, null) if {
	some grant in list.of(object.get(input.attributes, ["acl", "grants"], null))
	group := object.get(grant, ["grantee_uri"], null)
	group in public_groups
	permission := object.get(grant, ["permission"], null)
}

public_groups := {
	"http://acs.amazonaws.com/groups/global/AllUsers",
	"http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
}
