package facts.alarms_test

import data.facts.alarms

arn := "arn:aws:sns:us-east-1:111122223333:alerts"

alarm(changes) := {"aws.cloudwatch.metric_alarm": {"a": {"attributes": object.union(
	{"namespace": "N", "metric_name": "M", "metric_query": [], "actions_enabled": true, "alarm_actions": [arn]},
	changes,
)}}}

query(account) := {"id": "q", "account_id": account, "metric": {"namespace": "N", "metric_name": "M"}}

topic(key, count) := {"aws.sns.topic": {arn: {"id": arn, "attributes": {"arn": arn, "kms_master_key_id": key, "subscriptions_confirmed": count}}}}

subscription(protocol, confirmed) := {"aws.sns.subscription": {"s": {"attributes": {"topic_arn": arn, "protocol": protocol, "confirmed": confirmed}}}}

composite(changes) := {"aws.cloudwatch.composite_alarm": {"c": {"attributes": object.union(
	{"actions_enabled": true, "alarm_actions": [arn], "alarm_rule": "ALARM(\"one\") OR (ALARM(two) AND NOT OK(three))"},
	changes,
)}}}

facts_of(snapshot) := found if {
	watching := {id | some id in alarms.watching["N M"]} with data.snapshot as snapshot
	topics := {reached | some reached in alarms.topics.a} with data.snapshot as snapshot
	heard := alarms.heard with data.snapshot as snapshot
	by_mail := alarms.heard_by_mail with data.snapshot as snapshot
	watched := alarms.watched with data.snapshot as snapshot
	found := {"watching": watching, "topics": topics, "heard": heard, "by_mail": by_mail, "watched": watched}
}

test_alarms_by_metric if {
	nothing := {"namespace": null, "metric_name": null}
	facts_of(alarm({})).watching == {"a"}
	facts_of(alarm(object.union(nothing, {"metric_query": [query(null), {"id": "e", "expression": "q*2", "metric": null}]}))).watching == {"a"}
	facts_of(alarm(object.union(nothing, {"metric_query": [query("444455556666")]}))).watching == set()
}

test_topics_of_alarms if {
	facts_of(alarm({})).topics == {arn}
	facts_of(alarm({"alarm_actions": ["arn:aws-cn:sns:cn-north-1:1:t", "arn:aws:lambda:us-east-1:1:function:f"]})).topics == {"arn:aws-cn:sns:cn-north-1:1:t"}
	facts_of(alarm({"actions_enabled": false})).topics == set()
	facts_of(alarm({"actions_enabled": null})).topics == set()
	facts_of(alarm({"alarm_actions": null})).topics == set()
}

test_topics_that_are_heard if {
	facts_of(subscription("sqs", true)).heard == {arn}
	facts_of(subscription("sqs", true)).by_mail == set()
	facts_of(subscription("email", true)).by_mail == {arn}
	facts_of(subscription("email-json", true)).by_mail == {arn}
	facts_of(subscription("email", false)).by_mail == set()
	facts_of(subscription("email", false)).heard == set()
	facts_of(topic(null, 1)).heard == {arn}
	facts_of(topic(null, 0)).heard == set()
	facts_of(topic(null, null)).heard == set()
}

test_alarms_cannot_use_the_key_of_aws if {
	every key in ["alias/aws/sns", "arn:aws:kms:us-east-1:111122223333:alias/aws/sns"] {
		facts_of(object.union(topic(key, 1), subscription("email", true))).heard == set()
		facts_of(object.union(topic(key, 1), subscription("email", true))).by_mail == set()
	}
	facts_of(object.union(topic("alias/mine", 1), subscription("email", true))).by_mail == {arn}
}

test_alarms_of_composite_alarms if {
	facts_of(composite({})).watched == {"one", "two"}
	facts_of(composite({"actions_enabled": false})).watched == set()
	facts_of(composite({"alarm_actions": []})).watched == set()
	facts_of(composite({"alarm_rule": null})).watched == set()
}

test_topics_that_are_acted_on if {
	held := object.union(
		alarm({"alarm_actions": null, "ok_actions": ["t1"]}),
		composite({"alarm_actions": ["t2"], "insufficient_data_actions": ["t3"]}),
	)
	found := alarms.acted_on with data.snapshot as held
	found == {"t1", "t2", "t3"}
}
