package aws.elasticache.cluster_slow_log_test

import data.aws.elasticache.cluster_slow_log

spec := {"elasticache": {"slow_log_destinations": ["cloudwatch-logs"]}}

deny(attributes) := found if {
	found := cluster_slow_log.deny with input as {"id": "cache", "attributes": attributes} with data.spec as spec
}

failure(actual) := {{"path": "log_delivery_configuration", "actual": actual, "expected": "the slow log to cloudwatch-logs"}}

log(changes) := {"engine": "redis", "log_delivery_configuration": [object.union({
	"log_type": "slow-log",
	"destination_type": "cloudwatch-logs",
	"destination": "/app/redis",
	"status": "active",
}, changes)]}

test_delivered_passes if {
	deny(log({})) == set()
	deny(log({"status": null})) == set()
	deny(log({"status": "enabling"})) == set()
}

test_not_delivered_fails if {
	deny({"engine": "redis", "log_delivery_configuration": []}) == failure([])
	deny({"engine": "redis", "log_delivery_configuration": null}) == failure([])
	deny({"engine": "redis"}) == failure([])
}

test_other_deliveries_fail if {
	deny(log({"log_type": "engine-log"})) == failure(["engine-log to cloudwatch-logs (active)"])
	deny(log({"destination_type": "kinesis-firehose"})) == failure(["slow-log to kinesis-firehose (active)"])
	deny(log({"status": "error"})) == failure(["slow-log to cloudwatch-logs (error)"])
	deny(log({"status": "disabling"})) == failure(["slow-log to cloudwatch-logs (disabling)"])
	deny(log({"destination": null})) == failure(["slow-log to cloudwatch-logs (active)"])
}

test_members_are_judged_by_their_group if deny({"engine": "redis", "replication_group_id": "g", "log_delivery_configuration": []}) == set()

test_memcached_has_no_slow_log if deny({"engine": "memcached", "log_delivery_configuration": []}) == set()
