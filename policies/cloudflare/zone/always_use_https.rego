# METADATA
# title: Cloudflare zones redirect plain HTTP to HTTPS
# description: >-
#   Without the redirect a visitor who types the bare name stays on plain HTTP. Anybody on the
#   same network can then read cookies and form data, or answer in the site's place.
# related_resources:
#   - https://developers.cloudflare.com/ssl/edge-certificates/additional-options/always-use-https/
# custom:
#   id: cloudflare-zone-always-use-https
#   severity: medium
#   kinds: [cloudflare.zone]
#   spec: [CF-2]
#   aliases: [zone_https_redirect_enabled]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-8"]}
package cloudflare.zone.always_use_https

import data.lib.cloudflare_rules
import data.lib.setting

deny contains setting.wrong("always_use_https", value, "on") if {
	value := object.get(input.attributes, ["settings", "always_use_https", "value"], null)
	value != "on"
	not redirected
}

# A redirect rule of the zone does the same, if all that comes before it leads to HTTPS, too.
redirected if {
	some place, rule in rules
	cloudflare_rules.holds(object.get(rule, ["expression"], null), plain)
	permanent(rule)
	elsewhere := [before | some n, before in rules; n < place; not encrypted(before)]
	count(elsewhere) == 0
	encrypted(rule)
}

plain := {"path": "/", "host": null, "scheme": "http"}

rules := [rule |
	some rule in cloudflare_rules.active(object.get(input.attributes, ["rulesets", "http_request_dynamic_redirect"], null))
	object.get(rule, ["action"], null) == "redirect"
]

permanent(rule) if object.get(rule, ["action_parameters", "from_value", "status_code"], null) in {301, 308}

encrypted(rule) if {
	startswith(object.get(rule, ["action_parameters", "from_value", "target_url", "value"], ""), "https://")
}

encrypted(rule) if {
	target := object.get(rule, ["action_parameters", "from_value", "target_url", "expression"], "")
	regex.match(`^\s*concat\(\s*r?"https://`, target)
}

encrypted(rule) if {
	target := object.get(rule, ["action_parameters", "from_value", "target_url", "expression"], "")
	regex.match(`^\s*wildcard_replace\(\s*http\.request\.full_uri\s*,\s*r?"http://\*"\s*,\s*r?"https://\$\{1\}"\s*\)\s*$`, target)
}
