# METADATA
# title: Cloudflare zones publish a security.txt that is up to date
# description: >-
#   Who finds a hole and finds nobody to tell gives up or tells everybody. security.txt names
#   the address for reports. Once its expiry is over, it must not be trusted any more, and tools
#   pass it by.
# related_resources:
#   - https://developers.cloudflare.com/security-center/infrastructure/security-file/
# custom:
#   id: cloudflare-zone-security-txt
#   severity: low
#   kinds: [cloudflare.zone]
#   aliases: [CFL-SEC-001, CFL-SEC-002]
#   frameworks: {soc2: ["CC2.3"], nist-800-53-r5: ["RA-5(11)"]}
#   remediation: automatic
package cloudflare.zone.security_txt

import data.lib.finding
import data.lib.list
import data.lib.time as lib_time

deny contains finding.new("security_txt.enabled", enabled, true) if {
	enabled := object.get(input.attributes, ["security_txt", "enabled"], null)
	enabled != true
}

deny contains finding.new("security_txt.contact", contact, "an address for reports") if {
	contact := object.get(input.attributes, ["security_txt", "contact"], null)
	not names_somebody(contact)
}

deny contains finding.new("security_txt.expires", expires, "a moment in the future") if {
	expires := object.get(input.attributes, ["security_txt", "expires"], null)
	not lies_ahead(expires)
}

names_somebody(contact) if {
	some address in list.of(contact)
	is_string(address)
	trim_space(address) != ""
}

lies_ahead(expires) if {
	lib_time.is_moment(expires)
	lib_time.days_until(expires) > 0
}
