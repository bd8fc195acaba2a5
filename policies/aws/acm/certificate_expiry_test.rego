package aws.acm.certificate_expiry_test

import data.aws.acm.certificate_expiry as policy

certificate(changes) := object.union(
	{"status": "ISSUED", "in_use": true, "not_after": "2026-06-01T00:00:00Z", "options": {"export": "DISABLED"}},
	changes,
)

judge(changes) := judge_by(changes, false)

judge_by(changes, unused) := found if {
	found := policy.deny with input as {"attributes": certificate(changes)}
		with data.spec as {"acm": {"min_days": 30, "judge_unused": unused}}
		with data.now as "2026-03-10T12:00:00Z"
}

failure(moment) := {"path": "not_after", "actual": moment, "expected": "more than 30 days away"}

test_far_away_passes if judge({}) == set()

test_soon_or_over_fails if {
	judge({"not_after": "2026-04-09T12:00:00Z"}) == {failure("2026-04-09T12:00:00Z")}
	judge({"not_after": "2026-03-01T00:00:00Z", "status": "EXPIRED"}) == {failure("2026-03-01T00:00:00Z")}
	judge({"not_after": "2026-04-09T12:00:01Z"}) == set()
}

test_unused_is_up_to_the_spec if {
	judge({"not_after": "2026-03-20T00:00:00Z", "in_use": false}) == set()
	count(judge_by({"not_after": "2026-03-20T00:00:00Z", "in_use": false}, true)) == 1
}

test_exported_certificates_are_judged if {
	count(judge({"not_after": "2026-03-20T00:00:00Z", "in_use": false, "options": {"export": "ENABLED"}})) == 1
}

test_what_was_not_issued_is_not_judged if {
	judge({"status": "PENDING_VALIDATION", "not_after": null}) == set()
	judge({"status": "REVOKED", "not_after": "2026-03-20T00:00:00Z"}) == set()
}

test_unknown_end_is_unread if {
	judge({"not_after": null}) == {{"path": "not_after", "unread": "the end of the certificate is not known"}}
}
