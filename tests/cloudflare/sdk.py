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

account_id = zone.account.id
members = list(client.accounts.members.list(account_id=account_id))
assert [m.status for m in members] == ["accepted", "accepted", "pending"], members
assert members[1].user.two_factor_authentication_enabled is False, members[1]
print("accounts.members.list", len(members), type(members[0]).__name__)

assert client.user.tokens.verify().status == "active"
tokens = list(client.user.tokens.list()) + list(client.accounts.tokens.list(account_id=account_id))
assert all(token.issued_on and token.policies for token in tokens), tokens
assert client.user.tokens.get(tokens[0].id).name == tokens[0].name
assert client.accounts.tokens.get(tokens[-1].id, account_id=account_id).name == tokens[-1].name
print("tokens.list", len(tokens), type(tokens[0]).__name__)

policies = list(client.alerting.policies.list(account_id=account_id))
assert policies[0].alert_type == "universal_ssl_event_type" and policies[0].enabled is False, policies
jobs = list(client.logpush.jobs.list(zone_id=zone_id)) + list(client.logpush.jobs.list(account_id=account_id))
assert [job.dataset for job in jobs] == ["firewall_events", "http_requests", "audit_logs"], jobs
entries = list(client.accounts.logs.audit.list(account_id=account_id, since="2026-11-01", before="2026-11-30"))
assert entries[0].action.type == "create" and entries[1].actor.context == "api_key", entries
print("policies, jobs, entries", len(policies), len(jobs), len(entries))

buckets = client.r2.buckets.list(account_id=account_id).buckets
assert client.r2.buckets.domains.managed.list(buckets[0].name, account_id=account_id).enabled is True
assert client.r2.buckets.domains.custom.list(buckets[0].name, account_id=account_id).domains[0].enabled is True
assert client.r2.buckets.lifecycle.get(buckets[0].name, account_id=account_id).rules[1].id == "expire"
assert client.schema_validation.settings.get(zone_id=zone_id).validation_default_mitigation_action == "none"
print("r2.buckets, schema_validation", len(buckets))
