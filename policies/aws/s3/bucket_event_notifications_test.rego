package aws.s3.bucket_event_notifications_test

import data.aws.s3.bucket_event_notifications as policy

judge(id, notification, targets) := found if {
	found := policy.deny with input as {"id": id, "tags": {}, "attributes": {"notification": notification}}
		with data.spec as {"s3": {
			"roles": [{"role": "backup", "names": ["stellarrec-backup*"], "tags": []}],
			"demands": {"event_notifications": ["backup"]},
			"notification_targets": targets,
		}}
}

stellarrec(notification) := judge("stellarrec-backups", notification, ["topic", "eventbridge"])

failure(actual) := {{"path": "notification", "actual": actual, "expected": "a notification to one of: topic, eventbridge"}}

silent := {"topic_arns": [], "queue_arns": [], "lambda_function_arns": [], "eventbridge": false}

test_topic_or_eventbridge_passes if {
	stellarrec(object.union(silent, {"topic_arns": ["arn:aws:sns:us-east-1:111122223333:backups"]})) == set()
	stellarrec(object.union(silent, {"eventbridge": true})) == set()
}

test_silence_fails if {
	stellarrec(silent) == failure(silent)
	stellarrec(null) == failure(null)
}

test_targets_are_data_of_the_spec if {
	queue := object.union(silent, {"queue_arns": ["arn:aws:sqs:us-east-1:111122223333:backups"]})
	function := object.union(silent, {"lambda_function_arns": ["arn:aws:lambda:us-east-1:111122223333:function:x"]})
	stellarrec(queue) == failure(queue)
	stellarrec(function) == failure(function)
	judge("stellarrec-backups", queue, ["queue"]) == set()
	judge("stellarrec-backups", function, ["lambda"]) == set()
}

test_text_is_no_switch if {
	notification := object.union(silent, {"eventbridge": "true"})
	stellarrec(notification) == failure(notification)
}

test_other_buckets_are_left_alone if judge("stellarrec-app", silent, ["topic"]) == set()
