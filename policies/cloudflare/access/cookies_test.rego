package cloudflare.access.cookies_test

import data.cloudflare.access.cookies

deny(type, http_only, same_site, binding) := found if {
	found := cookies.deny with input as {"attributes": {
		"type": type,
		"http_only_cookie_attribute": http_only,
		"same_site_cookie_attribute": same_site,
		"enable_binding_cookie": binding,
	}}
		with data.spec as {"cloudflare": {"access": {"same_site": ["lax", "strict"]}}}
}

http_only(actual) := {"path": "http_only_cookie_attribute", "actual": actual, "expected": true}

same_site(actual) := {"path": "same_site_cookie_attribute", "actual": actual, "expected": ["lax", "strict"]}

binding(actual) := {"path": "enable_binding_cookie", "actual": actual, "expected": true}

test_all_set_passes if {
	deny("self_hosted", true, "strict", true) == set()
	deny("self_hosted", true, "Lax", true) == set()
}

test_each_off_fails if {
	deny("self_hosted", false, "lax", true) == {http_only(false)}
	deny("self_hosted", true, "none", true) == {same_site("none")}
	deny("self_hosted", true, "lax", false) == {binding(false)}
}

test_unset_fails if {
	deny("self_hosted", null, null, null) == {http_only(null), same_site(null), binding(null)}
	deny("self_hosted", "true", "", "true") == {http_only("true"), same_site(""), binding("true")}
}

test_terminals_have_no_binding_cookie if {
	deny("ssh", true, "lax", false) == set()
	deny("vnc", false, "none", false) == {http_only(false), same_site("none")}
}

test_kinds_without_cookies_are_left_alone if {
	every type in ["saas", "bookmark", "warp", "app_launcher", "infrastructure"] {
		deny(type, null, null, null) == set()
	}
}
