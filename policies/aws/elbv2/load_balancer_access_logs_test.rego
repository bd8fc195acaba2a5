package aws.elbv2.load_balancer_access_logs_test

import data.aws.elbv2.load_balancer_access_logs as policy

judge(type, logs, protocol) := found if {
	found := policy.deny with input as {"id": "a", "attributes": {"load_balancer_type": type, "access_logs": logs}}
		with data.snapshot as {"aws.elbv2.listener": {"l": {"attributes": {"load_balancer_arn": "a", "protocol": protocol}}}}
}

off(actual) := {{"path": "access_logs.enabled", "actual": actual, "expected": true}}

on := {"enabled": true, "bucket": "logs", "prefix": null}

test_logged_passes if {
	judge("application", on, "HTTP") == set()
	judge("network", on, "TLS") == set()
}

test_off_fails if {
	judge("application", {"enabled": false}, "HTTPS") == off(false)
	judge("application", null, "HTTPS") == off(null)
	judge("network", {"enabled": false}, "TLS") == off(false)
}

test_log_to_nowhere_fails if {
	judge("application", {"enabled": true, "bucket": null}, "HTTP") == {{"path": "access_logs.bucket", "actual": null, "expected": "a bucket"}}
	judge("application", {"enabled": true, "bucket": ""}, "HTTP") == {{"path": "access_logs.bucket", "actual": "", "expected": "a bucket"}}
}

test_what_can_not_log_passes if {
	judge("network", {"enabled": false}, "TCP") == set()
	judge("gateway", null, "GENEVE") == set()
}
