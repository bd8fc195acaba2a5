package cloudflare.dns.firewall_hardened_test

import data.cloudflare.dns.firewall_hardened

good := {"deprecate_any_requests": true, "attack_mitigation": {"enabled": true}, "ratelimit": 600}

judge_by(required, changes) := found if {
	found := firewall_hardened.deny with input as {"attributes": object.union(good, changes)}
		with data.spec as {"cloudflare": {"dns": {"firewall_requires": required}}}
}

judge(changes) := judge_by(["deprecate_any_requests", "attack_mitigation", "ratelimit"], changes)

failure(path, actual, expected) := {{"path": path, "actual": actual, "expected": expected}}

test_a_shielded_cluster_passes if judge({}) == set()

test_each_lack_fails if {
	judge({"deprecate_any_requests": false}) == failure("deprecate_any_requests", false, true)
	judge({"attack_mitigation": {"enabled": false}}) == failure("attack_mitigation.enabled", false, true)
	judge({"attack_mitigation": null}) == failure("attack_mitigation.enabled", null, true)
	judge({"ratelimit": null}) == failure("ratelimit", null, "a limit")
}

test_the_spec_decides if {
	judge_by([], {"deprecate_any_requests": false, "attack_mitigation": null, "ratelimit": null}) == set()
}
