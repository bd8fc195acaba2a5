"""Reads the fake with Cloudflare's own SDK: what that can parse, the fake may answer."""

import sys

import cloudflare

zone_id = sys.argv[1]
client = cloudflare.Cloudflare(max_retries=0)

zones = list(client.zones.list(per_page=50))
assert len(zones) == 62, len(zones)
assert zones[0].name == "stellarrec.example" and zones[0].account.id, zones[0]
print("zones.list", len(zones), type(zones[0]).__name__)

zone = client.zones.get(zone_id=zone_id)
assert zone.status == "active" and zone.plan.legacy_id == "free" and zone.name_servers, zone
print("zones.get", zone.name, zone.plan.legacy_id)

for setting, value in [("ssl", "flexible"), ("min_tls_version", "1.0"), ("tls_1_3", "off")]:
    answer = client.zones.settings.get(setting, zone_id=zone_id)
    assert (answer.id, answer.value, answer.editable) == (setting, value, True), answer
    print("zones.settings.get", answer.id, answer.value, type(answer).__name__)

answer = client.zones.settings.edit("ssl", zone_id=zone_id, value="strict")
assert answer.value == "strict" and answer.modified_on is not None, answer
print("zones.settings.edit", answer.id, answer.value, answer.modified_on)

try:
    client.zones.settings.edit("ssl", zone_id=zone_id, value="best")
except cloudflare.BadRequestError as error:
    assert error.errors[0].code == 1007, error.errors
    print("zones.settings.edit refused", error.status_code, error.errors[0].code)
else:
    raise AssertionError("an invalid value was taken")

records = list(client.dns.records.list(zone_id=zone_id))
assert {"A", "CNAME", "TXT", "CAA", "MX", "HTTPS"} <= {r.type for r in records}, records
print("dns.records.list", [type(r).__name__ for r in records])

rulesets = list(client.rulesets.list(zone_id=zone_id))
assert rulesets[0].phase == "http_request_firewall_custom", rulesets
print("rulesets.list", rulesets[0].phase, type(rulesets[0]).__name__)

entry = client.rulesets.phases.get("http_request_firewall_custom", zone_id=zone_id)
assert entry.rules[0].action == "block", entry
print("rulesets.phases.get", entry.rules[0].ref, type(entry.rules[0]).__name__)

try:
    client.rulesets.phases.get("http_ratelimit", zone_id=zone_id)
except cloudflare.NotFoundError as error:
    assert error.errors[0].code == 10003, error.errors
    print("rulesets.phases.get none", error.status_code, error.errors[0].code)
else:
    raise AssertionError("an entry point that is not there was found")
