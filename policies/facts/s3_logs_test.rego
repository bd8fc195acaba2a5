package facts.s3_logs_test

import data.facts.s3_logs

test_targets_of_others if {
	s3_logs.targets == {"logs"} with data.snapshot as {"aws.s3.bucket": {
		"a": {"attributes": {"logging": {"target_bucket": "logs"}}},
		"b": {"attributes": {"logging": {"target_bucket": "b"}}},
		"c": {"attributes": {"logging": null}},
		"logs": {"attributes": {"logging": {"target_bucket": null}}},
	}}
}

test_no_buckets if s3_logs.targets == set() with data.snapshot as {}
