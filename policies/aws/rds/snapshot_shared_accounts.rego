# METADATA
# title: RDS snapshots of instances are shared with known accounts only
# description: >-
#   An account that a snapshot is shared with can copy the whole database and keep it for ever. A
#   share that was set up for a migration, or by an intruder as a quiet way out, is found by nobody
#   who does not look for it.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html
# custom:
#   id: aws-rds-snapshot-shared-accounts
#   severity: high
#   kinds: [aws.rds.snapshot]
#   remediation: guarded
#   certain: true
package aws.rds.snapshot_shared_accounts

import data.lib.finding
import data.lib.list

deny contains finding.new("shared_accounts", account, null) if {
	some account in list.of(object.get(input.attributes, ["shared_accounts"], null))
	lower(sprintf("%v", [account])) != "all"
	not account in data.spec.rds.snapshot_accounts
}
