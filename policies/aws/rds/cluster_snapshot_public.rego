# METADATA
# title: RDS snapshots of clusters are not public
# description: >-
#   A public snapshot can be restored by anybody who has an AWS account, and there are people who
#   list new ones all day. From that moment the whole content of the database has to be taken for
#   stolen.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html
# custom:
#   id: aws-rds-cluster-snapshot-public
#   severity: critical
#   kinds: [aws.rds.cluster_snapshot]
#   aliases: [rds_snapshots_public_access]
#   remediation: guarded
#   certain: true
package aws.rds.cluster_snapshot_public

import data.lib.finding
import data.lib.list

deny contains finding.new("shared_accounts", accounts, "no sharing with all") if {
	accounts := object.get(input.attributes, ["shared_accounts"], null)
	some account in list.of(accounts)
	lower(sprintf("%v", [account])) == "all"
}
