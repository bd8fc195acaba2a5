package cloudflare.waf.managed_ruleset_test

import data.cloudflare.waf.managed_ruleset

spec := {
	"managed_rulesets": ["efb7b8c949ac4650a09736fc376e9aee"],
	"free_managed_rulesets": ["77454fe2d30c4220b5701f6fdfb893ba"],
	"owasp_rulesets": ["4814384a9e5d4991b9815dcfc25d2f1f"],
	"protected_hosts": [],
}

deny(plan, entrypoint, of_account) := found if {
	attributes := {"plan": plan, "rulesets": {"http_request_firewall_managed": entrypoint}}
	found := managed_ruleset.deny with input as {"name": "a.example", "scope": {"account": "acc"}, "attributes": attributes}
		with data.snapshot as {"cloudflare.account": {"acc": {"attributes": {"rulesets": {"http_request_firewall_managed": of_account}}}}}
		with data.spec.cloudflare.rules as spec
}

rule(id, changes) := object.union({"id": "r", "action": "execute", "enabled": true, "expression": "true", "action_parameters": {"id": id}}, changes)

executing(rules) := {"id": "e", "rules": rules}

cloudflare := "efb7b8c949ac4650a09736fc376e9aee"

free := "77454fe2d30c4220b5701f6fdfb893ba"

owasp := "4814384a9e5d4991b9815dcfc25d2f1f"

fails(plan, entrypoint, of_account) if {
	some failure in deny(plan, entrypoint, of_account)
	failure.path == "rulesets.http_request_firewall_managed"
}

test_executed_for_everything_passes if {
	deny("pro", executing([rule(cloudflare, {})]), null) == set()
	deny("pro", executing([rule("other", {}), rule(cloudflare, {"expression": "(true)"})]), null) == set()
}

test_nothing_deployed_fails if {
	deny("pro", null, null) == {{"path": "rulesets.http_request_firewall_managed", "actual": [], "expected": [cloudflare]}}
	fails("pro", executing([]), null)
	fails("pro", executing(null), null)
	fails("pro", executing([rule(owasp, {})]), null)
}

test_switched_off_or_for_some_only_fails if {
	expected := {"actual": [{"id": cloudflare, "enabled": false, "expression": "true"}], "expected": [cloudflare], "path": "rulesets.http_request_firewall_managed"}
	deny("pro", executing([rule(cloudflare, {"enabled": false})]), null) == {expected}
	fails("pro", executing([rule(cloudflare, {"expression": "false"})]), null)
	fails("pro", executing([rule(cloudflare, {"expression": `http.host eq "true"`})]), null)
	fails("pro", executing([rule(cloudflare, {"expression": null})]), null)
	fails("pro", executing([rule(cloudflare, {"action": "skip"})]), null)
	fails("pro", executing([rule(cloudflare, {"action_parameters": null})]), null)
}

test_the_account_deploys_for_zones_of_the_plan_enterprise if {
	of_account := executing([rule(cloudflare, {"expression": `(cf.zone.name in {"a.example"}) and cf.zone.plan eq "ENT"`})])
	deny("enterprise", null, of_account) == set()
	fails("business", null, of_account)
	fails("enterprise", null, executing([rule(cloudflare, {"expression": `cf.zone.name eq "b.example" and cf.zone.plan eq "ENT"`})]))
	fails("enterprise", null, executing([rule(cloudflare, {"enabled": false})]))
	fails("enterprise", null, null)
}

test_the_free_ruleset_counts_on_the_plan_free_only if {
	deny("free", executing([rule(free, {})]), null) == set()
	fails("pro", executing([rule(free, {})]), null)
	fails("free", null, null)
}
