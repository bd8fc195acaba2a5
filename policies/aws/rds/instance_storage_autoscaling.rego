# METADATA
# title: The storage of RDS instances grows by itself
# description: >-
#   A database whose volume is full takes no more writes, and shops, logins and queues stand still
#   with it. Storage that grows by itself, up to a limit that was thought about, gives time to look
#   for the cause.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
# custom:
#   id: aws-rds-instance-storage-autoscaling
#   severity: medium
#   kinds: [aws.rds.instance]
#   spec: [DB-3]
#   remediation: approval
package aws.rds.instance_storage_autoscaling

import data.lib.database
import data.lib.finding

deny contains finding.new("max_allocated_storage", limit, wanted) if {
	data.spec.rds.storage_autoscaling == true
	not database.member(input.attributes)
	not database.custom(input.attributes)
	limit := object.get(input.attributes, ["max_allocated_storage"], null)
	not enough(limit)
}

wanted := data.spec.rds.min_storage_limit_gib if {
	is_number(data.spec.rds.min_storage_limit_gib)
} else := "a limit above allocated_storage" if {
	is_null(data.spec.rds.min_storage_limit_gib)
}

# A limit that is reached leaves no room.
enough(limit) if {
	is_number(limit)
	limit > object.get(input.attributes, ["allocated_storage"], null)
	limit >= least
}

least := data.spec.rds.min_storage_limit_gib if {
	is_number(data.spec.rds.min_storage_limit_gib)
} else := 0 if {
	is_null(data.spec.rds.min_storage_limit_gib)
}
