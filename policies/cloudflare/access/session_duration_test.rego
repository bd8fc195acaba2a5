package cloudflare.access.session_duration_test

import data.cloudflare.access.session_duration

spec := {"cloudflare": {"access": {"admin_hosts": ["admin.example.com"], "max_session_hours": 24, "max_admin_session_hours": 8}}}

deny_at(type, uri, duration, policies, organizations) := found if {
	found := session_duration.deny with input as {"attributes": {"type": type, "domain": uri, "session_duration": duration, "policies": policies}}
		with data.spec as spec
		with data.snapshot as {"cloudflare.zero_trust.organization": organizations}
}

deny(duration) := deny_at("self_hosted", "www.example.com", duration, [], {})

organization(duration) := {"o": {"attributes": {"session_duration": duration}}}

failure(actual, expected) := {{"path": "session_duration", "actual": actual, "expected": expected}}

test_a_day_or_less_passes if {
	every duration in ["24h", "30m", "0s", "1h30m", "23h59m59s", "1440m"] {
		deny(duration) == set()
	}
}

test_longer_fails if {
	every duration in ["24h1s", "720h", "1441m"] {
		deny(duration) == failure(duration, "24h")
	}
}

test_what_is_no_duration_fails if {
	deny("") == failure("", "24h")
	deny("forever") == failure("forever", "24h")
	deny(24) == failure(24, "24h")
}

test_unset_is_as_the_organisation_says_or_a_day if {
	deny(null) == set()
	deny_at("self_hosted", "www.example.com", null, [], organization("12h")) == set()
	deny_at("self_hosted", "www.example.com", null, [], organization(null)) == set()
	deny_at("self_hosted", "www.example.com", null, [], organization("720h")) == failure("720h", "24h")
	deny_at("self_hosted", "www.example.com", "6h", [], organization("720h")) == set()
}

test_admin_panels_end_sooner if {
	deny_at("self_hosted", "admin.example.com", "8h", [], {}) == set()
	deny_at("self_hosted", "admin.example.com", "9h", [], {}) == failure("9h", "8h")
	deny_at("self_hosted", "*.example.com/x", "24h", [], {}) == failure("24h", "8h")
	deny_at("self_hosted", "admin.example.com", null, [], {}) == failure("24h", "8h")
}

test_a_policy_can_set_a_longer_one if {
	found := deny_at("self_hosted", "www.example.com", "1h", [{"id": "p", "session_duration": "48h"}, {"id": "q", "session_duration": null}, {"id": "r", "session_duration": "2h"}], {})
	found == {{"path": "policies[p].session_duration", "actual": "48h", "expected": "24h"}}
}

test_kinds_without_sessions_are_left_alone if {
	every type in ["saas", "infrastructure", "bookmark", "dash_sso", "warp", "biso", "proxy_endpoint"] {
		deny_at(type, null, "720h", [{"id": "p", "session_duration": "720h"}], {}) == set()
	}
}

test_other_kinds_are_judged if {
	every type in ["ssh", "vnc", "rdp", "app_launcher", "mcp", "something new", null] {
		deny_at(type, null, "720h", [], {}) == failure("720h", "24h")
	}
}
