package cloudflare.zone.authenticated_origin_pulls_test

import data.cloudflare.zone.authenticated_origin_pulls

deny(attributes) := found if {
	found := authenticated_origin_pulls.deny with input as {"attributes": attributes}
}

zone(shared, own, certificates, mode) := {
	"settings": {"tls_client_auth": {"value": shared}, "ssl": {"value": mode}},
	"authenticated_origin_pulls": {"enabled": own},
	"authenticated_origin_pulls_certificates": certificates,
}

active := [{"id": "1", "status": "active"}]

off(actual) := {"path": "settings.tls_client_auth.value", "actual": actual, "expected": "on"}

plain(actual) := {"path": "settings.ssl.value", "actual": actual, "expected": ["full", "strict", "origin_pull"]}

test_the_certificate_of_cloudflare_passes if {
	deny(zone("on", false, [], "strict")) == set()
	deny(zone("on", null, null, "full")) == set()
	deny(zone("on", false, [], "origin_pull")) == set()
}

test_a_certificate_of_the_zone_passes if deny(zone("off", true, active, "strict")) == set()

test_the_switch_without_a_certificate_fails if {
	deny(zone("off", true, [], "strict")) == {off("off")}
	deny(zone("off", true, null, "strict")) == {off("off")}
	deny(zone("off", true, [{"id": "1", "status": "expired"}], "strict")) == {off("off")}
	deny(zone("off", true, [{"id": "1", "status": "pending_deployment"}], "strict")) == {off("off")}
}

test_a_certificate_without_the_switch_fails if {
	deny(zone("off", false, active, "strict")) == {off("off")}
	deny(zone(null, null, active, "strict")) == {off(null)}
	deny(zone("off", "true", active, "strict")) == {off("off")}
}

test_plain_http_to_the_origin_shows_nothing if {
	deny(zone("on", true, active, "flexible")) == {plain("flexible")}
	deny(zone("off", false, [], "off")) == {off("off"), plain("off")}
}

test_unset_fails if deny({}) == {off(null), plain(null)}
