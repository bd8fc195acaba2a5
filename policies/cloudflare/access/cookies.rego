# METADATA
# title: Cookies of Access applications are kept from scripts, sites and thieves
# description: >-
#   The cookie is the login. Without HttpOnly one script on the page can read it, without SameSite
#   another site's requests carry it, and without the binding cookie a copy works in any browser.
# related_resources:
#   - https://developers.cloudflare.com/cloudflare-one/access-controls/applications/http-apps/authorization-cookie/
# custom:
#   id: cloudflare-access-cookies
#   severity: medium
#   kinds: [cloudflare.zero_trust.access_application]
#   frameworks: {soc2: ["CC6.1"], nist-800-53-r5: ["SC-23"]}
#   remediation: automatic
package cloudflare.access.cookies

import data.lib.access
import data.lib.finding

deny contains finding.new("http_only_cookie_attribute", actual, true) if {
	type in access.hostname_types
	actual := object.get(input.attributes, ["http_only_cookie_attribute"], null)
	actual != true
}

deny contains finding.new("same_site_cookie_attribute", actual, data.spec.cloudflare.access.same_site) if {
	type in access.hostname_types
	actual := object.get(input.attributes, ["same_site_cookie_attribute"], null)
	not accepted(actual)
}

# In the browser's terminals and desktops Access can't use it.
deny contains finding.new("enable_binding_cookie", actual, true) if {
	type == "self_hosted"
	actual := object.get(input.attributes, ["enable_binding_cookie"], null)
	actual != true
}

accepted(value) if {
	is_string(value)
	lower(value) in data.spec.cloudflare.access.same_site
}

type := object.get(input.attributes, ["type"], null)
