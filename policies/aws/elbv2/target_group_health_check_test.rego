package aws.elbv2.target_group_health_check_test

import data.aws.elbv2.target_group_health_check as policy

check := {"enabled": true, "protocol": "HTTP", "path": "/health", "matcher": "200", "interval": 30}

group(members) := {"target_type": "instance", "protocol_version": "HTTP1", "health_check": object.union(check, members)}

judge(attributes) := found if {
	found := policy.deny with input as {"attributes": attributes}
		with data.spec as {"elb": {"health_check": {"paths": ["/health"], "max_interval_seconds": 60, "max_code": 399}}}
}

failure(path, actual, expected) := {{"path": path, "actual": actual, "expected": expected}}

test_good_check_passes if {
	judge(group({})) == set()
	judge(group({"matcher": "200,202-204,301"})) == set()
	judge(group({"interval": 60})) == set()
}

test_no_check_fails if {
	judge(group({"enabled": false})) == failure("health_check.enabled", false, true)
	judge({"target_type": "ip", "health_check": null}) == failure("health_check.enabled", null, true)
}

test_seldom_check_fails if {
	judge(group({"interval": 300})) == failure("health_check.interval", 300, "at most 60 seconds")
	judge(group({"interval": null})) == failure("health_check.interval", null, "at most 60 seconds")
}

test_wrong_path_fails if {
	judge(group({"path": "/"})) == failure("health_check.path", "/", ["/health"])
	judge(group({"path": null})) == failure("health_check.path", null, ["/health"])
}

test_errors_are_no_health if {
	judge(group({"matcher": "200-499"})) == failure("health_check.matcher", "200-499", "codes up to 399")
	judge(group({"matcher": "200,503"})) == failure("health_check.matcher", "200,503", "codes up to 399")
	judge(group({"matcher": null})) == failure("health_check.matcher", null, "codes up to 399")
	judge(group({"matcher": ""})) == failure("health_check.matcher", "", "codes up to 399")
}

test_grpc_has_codes_of_its_own if {
	judge(object.union(group({"matcher": "12"}), {"protocol_version": "GRPC"})) == set()
}

test_tcp_check_has_neither_path_nor_codes if judge(group({"protocol": "TCP", "path": null, "matcher": null})) == set()

test_functions_need_no_check if judge({"target_type": "lambda", "health_check": {"enabled": false}}) == set()

test_any_path_passes_where_none_is_named if {
	policy.deny == set() with input as {"attributes": group({"path": "/x"})}
		with data.spec as {"elb": {"health_check": {"paths": [], "max_interval_seconds": 60, "max_code": 399}}}
}
