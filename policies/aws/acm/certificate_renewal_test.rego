package aws.acm.certificate_renewal_test

import data.aws.acm.certificate_renewal as policy

judge(status, in_use) := found if {
	found := policy.deny with input as {"attributes": {"renewal_status": status, "in_use": in_use}}
}

test_renewals_that_go_on_pass if {
	judge(null, true) == set()
	judge("SUCCESS", true) == set()
	judge("PENDING_AUTO_RENEWAL", true) == set()
}

test_renewals_that_fail_or_wait_fail if {
	judge("FAILED", true) == {{"path": "renewal_status", "actual": "FAILED", "expected": "SUCCESS"}}
	judge("PENDING_VALIDATION", true) == {{"path": "renewal_status", "actual": "PENDING_VALIDATION", "expected": "SUCCESS"}}
	count(judge("FAILED", null)) == 1
}

test_unused_certificates_are_not_judged if judge("FAILED", false) == set()
