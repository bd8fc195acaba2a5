# METADATA
# title: Cloudflare zones challenge or block what is surely a bot
# description: >-
#   Bots try stolen passwords, buy up stock, copy prices and content, and look for holes around
#   the clock. Left alone they cost capacity and find what they look for. Which defence there is
#   depends on the plan.
# related_resources:
#   - https://developers.cloudflare.com/bots/get-started/bot-fight-mode/
#   - https://developers.cloudflare.com/bots/get-started/super-bot-fight-mode/
# custom:
#   id: cloudflare-zone-bot-protection
#   severity: medium
#   kinds: [cloudflare.zone]
#   aliases: [zone_bot_fight_mode_enabled, CFL-BOT-001, CFL-WAF-004]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SC-5"]}
#   remediation: automatic
package cloudflare.zone.bot_protection

import data.lib.finding

deny contains finding.new("bot_management.fight_mode", fight_mode, true) if {
	offer == "fight mode"
	fight_mode != true
}

deny contains finding.new("bot_management.sbfm_definitely_automated", action, data.spec.cloudflare.zone.bot_actions) if {
	offer == "super fight mode"
	not action in data.spec.cloudflare.zone.bot_actions
}

deny contains finding.unread("bot_management.auto_update_model", message) if {
	offer == "management"
	message := "Bot Management acts by rules of the zone on the bot score, which are not looked at here"
}

deny contains finding.unread("bot_management.fight_mode", message) if {
	offer == "none"
	message := "the answer tells of no defence against bots that fits the plan"
}

# What is set tells what the plan offers. On the free plan settings of a plan that was left may linger.
offer := "fight mode" if {
	plan == "free"
	fight_mode != null
} else := "super fight mode" if {
	plan != "free"
	action != null
} else := "management" if {
	plan != "free"
	has_management
} else := "fight mode" if {
	plan != "free"
	fight_mode != null
} else := "none"

has_management if object.get(input.attributes, ["bot_management", "auto_update_model"], null) != null

has_management if object.get(input.attributes, ["bot_management", "suppress_session_score"], null) != null

plan := object.get(input.attributes, ["plan"], null)

fight_mode := object.get(input.attributes, ["bot_management", "fight_mode"], null)

action := object.get(input.attributes, ["bot_management", "sbfm_definitely_automated"], null)
