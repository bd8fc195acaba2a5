package aws.acm.certificate_unused_test

import data.aws.acm.certificate_unused as policy

judge(status, in_use, export) := found if {
	found := policy.deny with input as {"attributes": {"status": status, "in_use": in_use, "options": {"export": export}}}
}

test_used_passes if judge("ISSUED", true, "DISABLED") == set()

test_unused_fails if {
	judge("ISSUED", false, "DISABLED") == {{"path": "in_use", "actual": false, "expected": true}}
	count(judge("EXPIRED", false, null)) == 1
}

test_exported_or_pending_certificates_are_not_judged if {
	judge("ISSUED", false, "ENABLED") == set()
	judge("PENDING_VALIDATION", false, "DISABLED") == set()
}
