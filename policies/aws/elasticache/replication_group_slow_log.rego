# METADATA
# title: ElastiCache replication groups deliver their slow log
# description: >-
#   A cache that stalls is stalled by single commands, and whoever dumps all keys uses the slowest of
#   them. Without the slow log nobody sees which command it was and from where it came.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html
# custom:
#   id: aws-elasticache-replication-group-slow-log
#   severity: low
#   kinds: [aws.elasticache.replication_group]
#   spec: [CACHE-4]
#   remediation: guarded
package aws.elasticache.replication_group_slow_log

import data.lib.finding
import data.lib.list

deny contains finding.new("log_delivery_configuration", delivered, sprintf("the slow log to %v", [concat(" or ", data.spec.elasticache.slow_log_destinations)])) if {
	not delivers_slow_log
}

logs := [log |
	some log in list.of(object.get(input.attributes, ["log_delivery_configuration"], null))
	is_object(log)
]

delivers_slow_log if {
	some log in logs
	object.get(log, ["log_type"], null) == "slow-log"
	object.get(log, ["destination_type"], null) in data.spec.elasticache.slow_log_destinations
	is_string(object.get(log, ["destination"], null))
	object.get(log, ["status"], null) in {"active", "enabling", "modifying", null}
}

delivered := sort({sprintf("%v to %v (%v)", [object.get(log, ["log_type"], null), object.get(log, ["destination_type"], null), object.get(log, ["status"], null)]) |
	some log in logs
})
