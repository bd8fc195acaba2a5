package cloudflare.zone.bot_protection_test

import data.cloudflare.zone.bot_protection

deny(attributes) := found if {
	found := bot_protection.deny with input as {"attributes": attributes} with data.spec as {"cloudflare": {"zone": {"bot_actions": ["block", "managed_challenge"]}}}
}

zone(plan, bots) := {"plan": plan, "bot_management": bots}

no_fight(actual) := {{"path": "bot_management.fight_mode", "actual": actual, "expected": true}}

allowed(actual) := {{
	"path": "bot_management.sbfm_definitely_automated",
	"actual": actual,
	"expected": ["block", "managed_challenge"],
}}

unread(found, path) if {
	count(found) == 1
	every finding in found {
		finding.path == path
		is_string(finding.unread)
	}
}

test_fight_mode_on_the_free_plan if {
	deny(zone("free", {"fight_mode": true})) == set()
	deny(zone("free", {"fight_mode": false})) == no_fight(false)
	deny(zone("free", {"fight_mode": "on"})) == no_fight("on")
}

test_super_fight_mode_needs_no_fight_mode if {
	deny(zone("pro", {"sbfm_definitely_automated": "block"})) == set()
	deny(zone("business", {"sbfm_definitely_automated": "managed_challenge", "fight_mode": false})) == set()
	deny(zone("enterprise", {"sbfm_definitely_automated": "managed_challenge", "fight_mode": null})) == set()
}

test_super_fight_mode_that_allows_bots_fails if {
	deny(zone("pro", {"sbfm_definitely_automated": "allow"})) == allowed("allow")
	deny(zone("pro", {"sbfm_definitely_automated": "allow", "fight_mode": true})) == allowed("allow")
	deny(zone("business", {"sbfm_definitely_automated": "Block", "sbfm_likely_automated": "block"})) == allowed("Block")
}

test_what_lingers_on_the_free_plan_does_not_count if {
	deny(zone("free", {"fight_mode": false, "sbfm_definitely_automated": "block"})) == no_fight(false)
	unread(deny(zone("free", {"sbfm_definitely_automated": "block"})), "bot_management.fight_mode")
	unread(deny(zone("free", {"auto_update_model": true})), "bot_management.fight_mode")
}

test_management_is_not_judged if {
	path := "bot_management.auto_update_model"
	unread(deny(zone("enterprise", {"auto_update_model": true})), path)
	unread(deny(zone("enterprise", {"suppress_session_score": false, "fight_mode": true})), path)
}

test_fight_mode_of_a_plan_that_tells_nothing_else if {
	deny(zone("enterprise", {"fight_mode": true})) == set()
	deny(zone("pro", {"fight_mode": false})) == no_fight(false)
}

test_an_answer_without_any_mode_neither_passes_nor_fails if {
	unread(deny(zone("free", {"enable_js": true})), "bot_management.fight_mode")
	unread(deny(zone("pro", {})), "bot_management.fight_mode")
	unread(deny(zone("pro", null)), "bot_management.fight_mode")
	unread(deny({}), "bot_management.fight_mode")
}
