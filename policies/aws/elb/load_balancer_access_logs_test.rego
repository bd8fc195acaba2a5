package aws.elb.load_balancer_access_logs_test

import data.aws.elb.load_balancer_access_logs as policy

judge(logs) := found if found := policy.deny with input as {"attributes": {"access_logs": logs}}

test_logged_passes if judge({"enabled": true, "bucket": "logs"}) == set()

test_off_fails if {
	judge({"enabled": false, "bucket": "logs"}) == {{"path": "access_logs.enabled", "actual": false, "expected": true}}
	judge(null) == {{"path": "access_logs.enabled", "actual": null, "expected": true}}
}

test_log_to_nowhere_fails if {
	judge({"enabled": true, "bucket": null}) == {{"path": "access_logs.bucket", "actual": null, "expected": "a bucket"}}
}
