package aws.cloudwatch.alarm_has_action_test

import data.aws.cloudwatch.alarm_has_action as policy

composite(enabled) := {"aws.cloudwatch.composite_alarm": {"c": {"attributes": {
	"actions_enabled": enabled,
	"alarm_actions": ["arn:aws:sns:us-east-1:111122223333:alerts"],
	"alarm_rule": "ALARM(part) OR ALARM(\"arn:aws:cloudwatch:us-east-1:111122223333:alarm:other\")",
}}}}

alarm(id, actions) := {
	"id": id,
	"arn": sprintf("arn:aws:cloudwatch:us-east-1:111122223333:alarm:%s", [id]),
	"attributes": {"alarm_actions": actions},
}

judge(given) := found if {
	found := policy.deny with input as given with data.snapshot as composite(true)
}

failures := {{"path": "alarm_actions", "actual": [], "expected": "at least one action"}}

test_action_passes if judge(alarm("a", ["arn:aws:automate:us-east-1:ec2:recover"])) == set()

test_no_action_fails if {
	judge(alarm("a", [])) == failures
	judge(alarm("a", null)) == failures
	judge({"id": "a", "attributes": {}}) == failures
}

test_parts_of_a_composite_alarm_pass if {
	judge(alarm("part", [])) == set()
	judge(alarm("other", [])) == set()
}

test_an_idle_composite_alarm_is_no_excuse if {
	found := policy.deny with input as alarm("part", []) with data.snapshot as composite(false)
	found == failures
}
