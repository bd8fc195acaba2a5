package aws.ssm.managed_instance_patching_test

import data.aws.ssm.managed_instance_patching as policy

judge(status, ping) := found if {
	found := policy.deny with input as {"attributes": {"patch_compliance": {"status": status}, "ping_status": ping}}
}

failure(actual) := {"path": "patch_compliance.status", "actual": actual, "expected": "COMPLIANT"}

test_compliant_passes if judge("COMPLIANT", "Online") == set()

test_missing_patches_fail if {
	judge("NON_COMPLIANT", "Online") == {failure("NON_COMPLIANT")}
	judge("NON_COMPLIANT", "ConnectionLost") == {failure("NON_COMPLIANT")}
}

test_a_node_that_was_never_scanned_fails if {
	judge(null, "Online") == {failure(null)}
	found := policy.deny with input as {"attributes": {"patch_compliance": null, "ping_status": "Online"}}
	found == {failure(null)}
}

test_a_node_that_is_gone_is_not_judged if judge(null, "ConnectionLost") == set()
