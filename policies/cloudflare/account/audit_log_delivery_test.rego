package cloudflare.account.audit_log_delivery_test

import data.cloudflare.account.audit_log_delivery

deny_by(jobs, datasets) := found if {
	found := audit_log_delivery.deny with input as {"id": "a", "attributes": {"name": "A"}}
		with data.snapshot as {"cloudflare.logpush.job": jobs}
		with data.spec as {"cloudflare": {"account": {"audit_log_datasets": datasets}}}
		with data.now as "2026-11-23T10:00:00Z"
}

deny(jobs) := deny_by(jobs, ["audit_logs", "audit_logs_v2"])

job(dataset, enabled, failed) := {"attributes": {
	"dataset": dataset,
	"enabled": enabled,
	"last_error": failed,
	"last_complete": null,
}}

failure := {{
	"path": "name",
	"actual": null,
	"expected": "a job that delivers one of audit_logs, audit_logs_v2",
	"because": "account A -> Logpush jobs: none delivers the audit log",
}}

test_either_dataset_passes if {
	deny({"1": job("audit_logs", true, null)}) == set()
	deny({"1": job("http_requests", true, null), "2": job("audit_logs_v2", true, null)}) == set()
}

test_no_job_fails if {
	deny({}) == failure
	deny({"1": job("http_requests", true, null)}) == failure
}

test_a_job_that_is_off_or_fails_fails if {
	deny({"1": job("audit_logs", false, null)}) == failure
	deny({"1": job("audit_logs", true, "2026-11-22T00:00:00Z")}) == failure
}

test_nothing_is_asked_where_the_spec_names_nothing if deny_by({}, []) == set()
