# METADATA
# title: S3 access point policies let in no accounts but trusted ones
# description: >-
#   The policy of an access point can let other accounts into a bucket whose own policy names none.
#   Whoever runs or breaks into such an account reads or replaces what lies behind it.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
# custom:
#   id: aws-s3-access-point-trusted-accounts
#   severity: high
#   kinds: [aws.s3.access_point]
#   spec: [S3-3]
#   remediation: manual
#   certain: true
package aws.s3.access_point_trusted_accounts

import data.lib.finding
import data.lib.sharing

deny contains finding.new("policy", outsider, "principals of this account or of trusted ones") if {
	some outsider in sharing.outsiders(object.get(input.attributes, ["policy"], null), input.scope.account)
}
