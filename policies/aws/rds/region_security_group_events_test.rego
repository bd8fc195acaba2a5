package aws.rds.region_security_group_events_test

import data.aws.rds.region_security_group_events

spec := {"rds": {"event_categories": {"security_group": ["failure", "maintenance"]}}}

subscription(changes) := {"aws.rds.event_subscription": {"s": {"attributes": object.union({
	"enabled": true,
	"status": "active",
	"sns_topic": "arn:aws:sns:us-east-1:111122223333:ops",
	"source_type": "db-security-group",
	"source_ids": [],
	"event_categories": ["failure", "maintenance", "deletion"],
}, changes)}}}

databases := {"aws.rds.instance": {"x": {"attributes": {"engine": "postgres"}}}}

judge(held) := found if {
	found := region_security_group_events.deny with input as {"id": "us-east-1", "attributes": {}} with data.spec as spec with data.snapshot as held
}

failure(category) := {
	"path": "tags",
	"actual": null,
	"expected": sprintf("an event subscription for %s", [category]),
	"because": "region us-east-1 has 1 DB security groups without one: any",
}

with_subscription(changes) := judge(object.union(databases, subscription(changes)))

both := {failure("failure"), failure("maintenance")}

test_subscribed_passes if with_subscription({}) == set()

test_all_kinds_and_categories_pass if {
	with_subscription({"source_type": null, "event_categories": []}) == set()
	with_subscription({"source_type": null, "event_categories": null, "source_ids": null}) == set()
}

test_none_fails if judge(databases) == both

test_missing_category_fails if with_subscription({"event_categories": ["failure"]}) == {failure("maintenance")}

test_two_subscriptions_complete_each_other if {
	first := subscription({"event_categories": ["failure"]})["aws.rds.event_subscription"].s
	second := subscription({"event_categories": ["maintenance"]})["aws.rds.event_subscription"].s
	judge(object.union(databases, {"aws.rds.event_subscription": {"a": first, "b": second}})) == set()
}

test_subscription_that_sends_nothing_fails if {
	with_subscription({"enabled": false}) == both
	with_subscription({"enabled": null}) == both
	with_subscription({"status": "topic-not-exist"}) == both
	with_subscription({"status": "no-permission"}) == both
	with_subscription({"sns_topic": null}) == both
	with_subscription({"source_type": "db-instance"}) == both
	with_subscription({"source_ids": ["other"]}) == both
}

test_region_without_databases_passes if judge(subscription({"enabled": false})) == set()
