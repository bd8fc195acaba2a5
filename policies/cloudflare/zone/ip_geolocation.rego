# METADATA
# title: Cloudflare zones tell the origin the country of visitors
# description: >-
#   Without the header the origin can neither keep the country in its logs nor notice a login
#   from where the customer has never been.
# related_resources:
#   - https://developers.cloudflare.com/network/ip-geolocation/
# custom:
#   id: cloudflare-zone-ip-geolocation
#   severity: info
#   kinds: [cloudflare.zone]
#   aliases: [zone_ip_geolocation_enabled]
#   frameworks: {soc2: ["CC7.2"], nist-800-53-r5: ["AU-3"]}
#   remediation: automatic
package cloudflare.zone.ip_geolocation

import data.lib.setting

deny contains setting.wrong("ip_geolocation", value, "on") if {
	value := object.get(input.attributes, ["settings", "ip_geolocation", "value"], null)
	value != "on"
}
