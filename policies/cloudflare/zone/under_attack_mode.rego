# METADATA
# title: Cloudflare zones are not left in Under Attack mode
# description: >-
#   Under Attack mode makes every visitor wait for a challenge and stops programs that can't
#   solve one, such as partners' API clients and monitoring. Left on after an attack it hides
#   what the real defences would let through.
# related_resources:
#   - https://developers.cloudflare.com/fundamentals/reference/under-attack-mode/
# custom:
#   id: cloudflare-zone-under-attack-mode
#   severity: low
#   kinds: [cloudflare.zone]
#   aliases: [zone_security_under_attack_disabled]
#   frameworks: {soc2: ["A1.1"], nist-800-53-r5: ["CM-6"]}
#   remediation: automatic
package cloudflare.zone.under_attack_mode

import data.lib.setting

deny contains setting.wrong("security_level", level, calm) if {
	level := object.get(input.attributes, ["settings", "security_level", "value"], null)
	not level in {"off", "essentially_off", "low", "medium", "high"}
}

calm := [level |
	some level in data.spec.cloudflare.zone.security_levels
	level != "under_attack"
]
