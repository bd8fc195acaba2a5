# METADATA
# title: Buckets of trails are not open to the public
# description: >-
#   The log names every user, role, address and resource of the account. Open to the public it is a
#   map for an attack; open for writing, it can be forged.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-security-best-practices.html
# custom:
#   id: aws-cloudtrail-trail-bucket-public-access
#   severity: critical
#   kinds: [aws.cloudtrail.trail]
#   aliases:
#     - cloudtrail_logs_s3_bucket_is_not_publicly_accessible
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(3)(i)", "164.312(a)(1)", "164.312(b)", "164.312(c)(1)"]
#     iso27001-2022: ["A.5.15", "A.5.33", "A.8.3", "A.8.12", "A.8.15"]
#     nist-800-53-r5: ["AC-3", "AC-4", "AC-6", "AU-9", "SC-7", "SI-7"]
#     pci-dss-4.0: ["7.2.1", "7.3.3", "10.3.1", "10.3.2", "10.3.4"]
#     soc2: ["CC6.1", "CC6.6", "CC7.2"]
package aws.cloudtrail.trail_bucket_public_access

import data.facts.trails
import data.lib.finding
import data.lib.iam
import data.lib.list

deny contains finding.because("s3_bucket_name", name, wanted, reason) if {
	wanted := "a bucket whose policy lets nobody in without a name"
	not blocked("restrict_public_buckets")
	some statement in iam.open_statements(object.get(bucket, ["policy"], null))
	reason := sprintf("trail %v -> bucket %v -> policy statement %v", [input.name, name, object.get(statement, ["Sid"], json.marshal(statement))])
}

deny contains finding.because("s3_bucket_name", name, wanted, reason) if {
	wanted := "a bucket whose access control list lets nobody in without a name"
	not blocked("ignore_public_acls")
	some grant in list.of(object.get(bucket, ["acl", "grants"], null))
	group := object.get(grant, ["grantee_uri"], null)
	is_string(group)
	regex.match(`/groups/global/(AllUsers|AuthenticatedUsers)$`, group)
	reason := sprintf("trail %v -> bucket %v -> %v is granted to %v", [input.name, name, object.get(grant, ["permission"], null), group])
}

# By the block of the bucket itself or by that of the account.
blocked("restrict_public_buckets") if object.get(bucket, ["public_access_block", "restrict_public_buckets"], null) == true

blocked("restrict_public_buckets") if {
	some block in data.snapshot["aws.s3.account_public_access_block"]
	block.attributes.restrict_public_buckets == true
}

blocked("ignore_public_acls") if object.get(bucket, ["public_access_block", "ignore_public_acls"], null) == true

blocked("ignore_public_acls") if {
	some block in data.snapshot["aws.s3.account_public_access_block"]
	block.attributes.ignore_public_acls == true
}

# The bucket of another account, or of another region, is not held.
deny contains finding.unread("s3_bucket_name", message) if {
	message := trails.bucket_unread[input.id]
}

name := object.get(input.attributes, ["s3_bucket_name"], null)

bucket := data.snapshot["aws.s3.bucket"][name].attributes
