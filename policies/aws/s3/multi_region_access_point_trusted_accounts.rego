# METADATA
# title: S3 multi-region access points let in no accounts but trusted ones
# description: >-
#   The policy of a multi-region access point counts for buckets in several regions. Whoever runs or
#   breaks into an account that it lets in reads or replaces what lies in all of them.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointPermissions.html
# custom:
#   id: aws-s3-multi-region-access-point-trusted-accounts
#   severity: high
#   kinds: [aws.s3.multi_region_access_point]
#   spec: [S3-3]
#   remediation: manual
#   certain: true
package aws.s3.multi_region_access_point_trusted_accounts

import data.lib.finding
import data.lib.sharing

deny contains finding.new("policy", outsider, "principals of this account or of trusted ones") if {
	some outsider in sharing.outsiders(object.get(input.attributes, ["policy"], null), input.scope.account)
}
