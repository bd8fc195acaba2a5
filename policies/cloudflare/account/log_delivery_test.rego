package cloudflare.account.log_delivery_test

import data.cloudflare.account.log_delivery

deny(jobs) := found if {
	found := log_delivery.deny with input as {"id": "z", "attributes": {"name": "Z"}}
		with data.snapshot as {"cloudflare.logpush.job": jobs}
		with data.spec as {"cloudflare": {"account": {"logpush_datasets": ["http_requests"]}}}
		with data.now as "2026-11-23T10:00:00Z"
}

job(dataset, enabled, failed, done) := {"attributes": {
	"dataset": dataset,
	"enabled": enabled,
	"last_error": failed,
	"last_complete": done,
}}

early := "2026-11-20T10:00:00Z"

late := "2026-11-21T10:00:00Z"

failure := {{
	"path": "name",
	"actual": null,
	"expected": "a job that delivers http_requests",
	"because": "zone Z -> Logpush jobs: none delivers http_requests",
}}

test_a_job_that_delivers_passes if {
	deny({"1": job("http_requests", true, null, late)}) == set()
	deny({"1": job("http_requests", true, null, null)}) == set()
	deny({"1": job("http_requests", true, early, late)}) == set()
}

test_no_job_fails if {
	deny({}) == failure
	deny({"1": job("dns_logs", true, null, late)}) == failure
}

test_a_job_that_is_off_fails if deny({"1": job("http_requests", false, null, late)}) == failure

test_a_job_that_fails_fails if {
	deny({"1": job("http_requests", true, late, early)}) == failure
	deny({"1": job("http_requests", true, late, null)}) == failure
	deny({"1": job("http_requests", true, "yesterday", late)}) == failure
}

test_nothing_is_asked_where_the_spec_names_nothing if {
	found := log_delivery.deny with input as {"id": "z", "attributes": {}}
		with data.snapshot as {}
		with data.spec as {"cloudflare": {"account": {"logpush_datasets": []}}}
	found == set()
}
