package cloudflare.account.audit_log_test

import data.cloudflare.account.audit_log

spec := {"cloudflare": {"account": {"audit_log": {
	"risky_contexts": ["api_key"],
	"risky_actors": ["cloudflare_admin"],
	"risky_products": ["members"],
}}}}

deny(actions, complete) := found if {
	found := audit_log.deny with input as {"attributes": {"audit_logs": {"complete": complete, "actions": actions}}}
		with data.spec as spec
}

action(result, type, context, product) := {
	"action": {"type": "update", "result": result, "time": "2026-11-20T10:00:00Z"},
	"actor": {"type": type, "context": context, "id": "u1", "token_id": null},
	"resource": {"product": product, "type": "x", "id": "r1"},
}

failure(context, product) := {{"path": "audit_logs.actions", "actual": {
	"time": "2026-11-20T10:00:00Z",
	"action": "update",
	"product": product,
	"actor": "u1",
	"context": context,
}, "expected": null}}

unread := {{
	"path": "audit_logs.complete",
	"unread": "the log of these days is longer than what was read of it",
}}

test_everyday_changes_pass if {
	deny([], true) == set()
	deny([action("success", "user", "dash", "dns_records")], true) == set()
}

test_the_global_key_fails if deny([action("success", "user", "api_key", "dns_records")], true) == failure("api_key", "dns_records")

test_staff_fails if deny([action("success", "cloudflare_admin", "dash", "zones")], true) == failure("dash", "zones")

test_changes_of_members_fail if {
	deny([action("success", "user", "dash", "Members")], true) == failure("dash", "Members")
	deny([action(null, "user", "dash", "members")], true) == failure("dash", "members")
}

test_what_failed_changed_nothing if deny([action("failure", "user", "api_key", "members")], true) == set()

test_a_log_that_goes_on_is_not_clean if {
	deny([], false) == unread
	deny([action("success", "user", "dash", null)], null) == unread
	deny([action("success", "user", "api_key", null)], false) == failure("api_key", null)
}

test_no_log_is_not_clean if {
	found := audit_log.deny with input as {"attributes": {"audit_logs": null}} with data.spec as spec
	found == unread
}
