package aws.sns.topic_alarm_key_test

import data.aws.sns.topic_alarm_key as policy

arn := "arn:aws:sns:us-east-1:111122223333:alerts"

judge(key, actions) := found if {
	found := policy.deny with input as {"attributes": {"arn": arn, "kms_master_key_id": key}}
		with data.snapshot as {"aws.cloudwatch.metric_alarm": {"a": {"attributes": {"alarm_actions": actions}}}}
}

test_usable_keys_pass if {
	judge("arn:aws:kms:us-east-1:111122223333:key/1", [arn]) == set()
	judge(null, [arn]) == set()
}

test_topics_without_alarms_are_not_judged if judge("alias/aws/sns", ["arn:aws:sns:us-east-1:111122223333:other"]) == set()

test_key_of_aws_fails if {
	judge("alias/aws/sns", [arn]) == {{
		"path": "kms_master_key_id",
		"actual": "alias/aws/sns",
		"expected": "a key of the account that CloudWatch may use",
	}}
	count(judge("arn:aws:kms:us-east-1:111122223333:alias/aws/sns", [arn])) == 1
}
