package cloudflare.zone.authenticated_origin_pulls_test

import data.cloudflare.zone.authenticated_origin_pulls

deny(zone) := found if {
	snapshot := {"cloudflare.ssl.origin_pull_certificate": zone.certificates}
	found := authenticated_origin_pulls.deny with input as {"id": "z", "attributes": zone.attributes} with data.snapshot as snapshot
}

zone(shared, own, certificates, mode) := {"certificates": certificates, "attributes": {
	"settings": {"tls_client_auth": {"value": shared}, "ssl": {"value": mode}},
	"authenticated_origin_pulls": {"enabled": own},
}}

none := {}

certificate(status, owner) := {"1": {"scope": {"zone": owner}, "attributes": {"status": status}}}

active := certificate("active", "z")

off(actual) := {"path": "settings.tls_client_auth.value", "actual": actual, "expected": "on"}

plain(actual) := {"path": "settings.ssl.value", "actual": actual, "expected": ["full", "strict", "origin_pull"]}

test_the_certificate_of_cloudflare_passes if {
	deny(zone("on", false, none, "strict")) == set()
	deny(zone("on", null, none, "full")) == set()
	deny(zone("on", false, none, "origin_pull")) == set()
}

test_a_certificate_of_the_zone_passes if deny(zone("off", true, active, "strict")) == set()

test_the_switch_without_a_certificate_fails if {
	deny(zone("off", true, none, "strict")) == {off("off")}
	deny(zone("off", true, certificate("expired", "z"), "strict")) == {off("off")}
	deny(zone("off", true, certificate("pending_deployment", "z"), "strict")) == {off("off")}
	deny(zone("off", true, certificate(null, "z"), "strict")) == {off("off")}
}

test_the_certificate_of_another_zone_does_not_count if {
	deny(zone("off", true, certificate("active", "y"), "strict")) == {off("off")}
}

test_a_certificate_without_the_switch_fails if {
	deny(zone("off", false, active, "strict")) == {off("off")}
	deny(zone(null, null, active, "strict")) == {off(null)}
	deny(zone("off", "true", active, "strict")) == {off("off")}
}

test_plain_http_to_the_origin_shows_nothing if {
	deny(zone("on", true, active, "flexible")) == {plain("flexible")}
	deny(zone("off", false, none, "off")) == {off("off"), plain("off")}
}

test_unset_fails if deny({"certificates": {}, "attributes": {}}) == {off(null), plain(null)}
