package aws.ec2.client_vpn_endpoint_logging_test

import data.aws.ec2.client_vpn_endpoint_logging

judge(status, options) := found if {
	found := client_vpn_endpoint_logging.deny with input as {"attributes": {"status": status, "connection_log_options": options}}
}

failure(actual) := {"path": "connection_log_options.enabled", "actual": actual, "expected": true}

test_logged_passes if judge("available", {"enabled": true}) == set()

test_not_logged_fails if {
	judge("available", {"enabled": false}) == {failure(false)}
	judge("pending-associate", {}) == {failure(null)}
	judge("available", null) == {failure(null)}
}

test_deleted_passes if judge("deleting", {"enabled": false}) == set()
