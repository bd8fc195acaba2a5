# METADATA
# title: Cloudflare zones encrypt the way to the origin
# description: >-
#   In the modes off and flexible Cloudflare fetches everything from the origin over plain HTTP,
#   while visitors see a padlock. Passwords and cookies cross the internet readable, and anybody
#   on the way can change pages.
# related_resources:
#   - https://developers.cloudflare.com/ssl/origin-configuration/ssl-modes/
# custom:
#   id: cloudflare-zone-origin-encryption
#   severity: critical
#   kinds: [cloudflare.zone]
#   spec: [CF-2]
#   aliases: [mondoo-cloudflare-security-ssl-not-off, CFL-SSL-001]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-8"]}
#   remediation: guarded
package cloudflare.zone.origin_encryption

import data.lib.setting

deny contains setting.wrong("ssl", mode, modes) if {
	mode := object.get(input.attributes, ["settings", "ssl", "value"], null)
	not mode in modes
}

# The last is strict that also turns plain HTTP of visitors into HTTPS, on the Enterprise plan.
modes := ["full", "strict", "origin_pull"]
