package cloudflare.access.admin_application_test

import data.cloudflare.access.admin_application

name := "admin.example.com"

zones := {"z": {"attributes": {"name": "Example.com"}}}

deny(hosts, zones, applications) := found if {
	found := admin_application.deny with input as {"attributes": {"name": "Example"}}
		with data.spec as {"cloudflare": {"access": {"admin_hosts": hosts}}}
		with data.snapshot as {"cloudflare.zone": zones, "cloudflare.zero_trust.access_application": applications}
}

application(type, uri) := {"attributes": {"type": type, "destinations": [{"type": "public", "uri": uri}], "domain": uri}}

missing := {{"path": "name", "actual": null, "expected": "an Access application for admin.example.com", "because": "no Access application of the account covers all paths of admin.example.com"}}

unread(message) := {"path": "name", "unread": message}

test_no_admin_hosts_demand_nothing if deny([], zones, {}) == set()

test_exact_host_and_wildcard_pass if {
	every uri in ["admin.example.com", "ADMIN.example.com.", "admin.example.com/*", "*.example.com", "adm*.example.com"] {
		deny([name], zones, {"a": application("self_hosted", uri)}) == set()
	}
}

test_the_name_may_be_written_in_any_way if deny(["Admin.Example.com."], zones, {"a": application("self_hosted", name)}) == set()

test_no_application_fails if deny([name], zones, {}) == missing

test_another_host_a_path_or_a_level_too_many_fails if {
	every uri in ["www.example.com", "admin.example.com/admin", "*.admin.example.com", "*.*.example.com", "example.com", "*.net"] {
		deny([name], zones, {"a": application("self_hosted", uri)}) == missing
	}
}

test_what_is_no_protection_fails if {
	every type in ["bookmark", "saas", "app_launcher", "warp", "infrastructure", null] {
		deny([name], zones, {"a": application(type, name)}) == missing
	}
}

test_a_private_destination_does_not_protect_a_public_host if {
	deny([name], zones, {"a": {"attributes": {"type": "self_hosted", "destinations": [{"type": "private", "hostname": name}], "domain": null}}}) == missing
}

test_each_host_is_demanded if {
	count(deny([name, "root.example.com"], zones, {})) == 2
	count(deny([name, "root.example.com"], zones, {"a": application("self_hosted", name)})) == 1
}

test_the_apex_is_below_its_zone if count(deny(["example.com"], zones, {})) == 1

test_a_host_of_no_zone_here_is_unread if {
	message := "no zone of the account that the token sees holds admin.example.com"
	deny([name], {}, {}) == {unread(message)}
	deny([name], {"z": {"attributes": {"name": "ample.com"}}}, {}) == {unread(message)}
	deny([name], {}, {"a": application("self_hosted", name)}) == set()
}

test_a_private_name_is_covered_by_a_private_destination if {
	private := {"a": {"attributes": {"type": "self_hosted", "destinations": [{"type": "private", "hostname": "Panel.Internal"}]}}}
	deny(["panel.internal"], {}, private) == set()
	bookmark := {"a": {"attributes": {"type": "bookmark", "destinations": [{"type": "private", "hostname": "panel.internal"}]}}}
	count(deny(["panel.internal"], {}, bookmark)) == 1
}

test_a_worker_may_be_what_answers if {
	workers := {"a": {"attributes": {"type": "self_hosted", "destinations": [{"type": "all_workers", "uri": null}]}}}
	message := "no Access application names admin.example.com, but one covers Workers, and it may be one of them"
	deny([name], zones, workers) == missing | {unread(message)}
}
