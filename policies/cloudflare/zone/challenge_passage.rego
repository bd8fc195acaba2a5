# METADATA
# title: Cloudflare zones ask for a new challenge at a sensible interval
# description: >-
#   Who passed a challenge is left alone for a while. If that is long, one solved challenge lets
#   a bot work for days; if it is very short, people are asked again and again and go away.
# related_resources:
#   - https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/challenge-passage/
# custom:
#   id: cloudflare-zone-challenge-passage
#   severity: low
#   kinds: [cloudflare.zone]
#   aliases: [zone_challenge_passage_configured]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SC-5"]}
#   remediation: automatic
package cloudflare.zone.challenge_passage

import data.lib.setting

deny contains setting.wrong("challenge_ttl", seconds, limits.challenge_passage_max_seconds) if {
	not short_enough
}

deny contains setting.wrong("challenge_ttl", seconds, limits.challenge_passage_min_seconds) if {
	short_enough
	seconds < limits.challenge_passage_min_seconds
}

# In Rego a text is greater, and null less, than any number.
short_enough if {
	is_number(seconds)
	seconds <= limits.challenge_passage_max_seconds
}

seconds := object.get(input.attributes, ["settings", "challenge_ttl", "value"], null)

limits := data.spec.cloudflare.zone
