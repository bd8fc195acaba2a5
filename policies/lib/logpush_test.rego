package lib.logpush_test

import data.lib.logpush

early := "2026-11-20T10:00:00Z"

late := "2026-11-21T10:00:00Z"

delivers(enabled, failed, done) if logpush.delivers(enabled, failed, done) with data.now as "2026-11-23T10:00:00Z"

test_a_job_without_failures_delivers if {
	delivers(true, null, late)
	delivers(true, null, null)
}

test_a_failure_that_is_over_is_forgiven if {
	delivers(true, early, late)
	not delivers(true, late, early)
	not delivers(true, late, late)
	not delivers(true, late, null)
	not delivers(true, "yesterday", late)
}

test_a_job_that_is_off_does_not_deliver if {
	not delivers(false, null, late)
	not delivers(null, early, late)
}
