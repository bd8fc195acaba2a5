# METADATA
# title: RDS clusters can be restored to a recent moment
# description: >-
#   Backups are on, yet a stuck log transfer or a database that filled up can leave the latest moment
#   that can be restored hours back. All that was written since is lost in the next accident, and
#   nobody knew.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIT.html
# custom:
#   id: aws-rds-cluster-restorable
#   severity: high
#   kinds: [aws.rds.cluster]
#   spec: [DB-4]
#   remediation: manual
package aws.rds.cluster_restorable

import data.lib.database
import data.lib.finding
import data.lib.time

deny contains finding.new("latest_restorable_time", moment, sprintf("within %v minutes", [limit])) if {
	asked
	not recent
}

asked if {
	object.get(input.attributes, ["backup_retention_period"], 0) > 0
	not object.get(input.attributes, ["status"], null) in database.unusable_statuses
}

limit := data.spec.rds.max_restore_lag_minutes

moment := object.get(input.attributes, ["latest_restorable_time"], null)

recent if {
	time.is_moment(moment)
	time.days_since(moment) * 1440 <= limit
}
