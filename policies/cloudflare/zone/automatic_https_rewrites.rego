# METADATA
# title: Cloudflare zones rewrite plain links in their pages to HTTPS
# description: >-
#   A page that loads a script or an image over plain HTTP can be changed on the way although
#   the page itself came encrypted, or breaks because browsers refuse mixed content. The rewrite
#   mends such links where the target offers HTTPS.
# related_resources:
#   - https://developers.cloudflare.com/ssl/edge-certificates/additional-options/automatic-https-rewrites/
# custom:
#   id: cloudflare-zone-automatic-https-rewrites
#   severity: low
#   kinds: [cloudflare.zone]
#   spec: [CF-2]
#   aliases:
#     - zone_automatic_https_rewrites_enabled
#     - mondoo-cloudflare-security-automatic-https-rewrites
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-8"]}
#   remediation: automatic
package cloudflare.zone.automatic_https_rewrites

import data.lib.setting

deny contains setting.wrong("automatic_https_rewrites", value, "on") if {
	value := object.get(input.attributes, ["settings", "automatic_https_rewrites", "value"], null)
	value != "on"
}
