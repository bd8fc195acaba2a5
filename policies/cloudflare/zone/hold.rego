# METADATA
# title: Cloudflare zones are held against being added elsewhere
# description: >-
#   Without a hold another account, of a team that does not know better or of somebody who got
#   hold of the registrar, can add the same domain and move it away with all its settings. Holds
#   come with the Enterprise plan.
# related_resources:
#   - https://developers.cloudflare.com/fundamentals/account/account-security/zone-holds/
# custom:
#   id: cloudflare-zone-hold
#   severity: info
#   kinds: [cloudflare.zone]
#   frameworks: {soc2: ["CC6.1"], nist-800-53-r5: ["CM-5"]}
#   remediation: automatic
package cloudflare.zone.hold

import data.lib.finding
import data.lib.time as lib_time

deny contains finding.new("zone_hold.hold", hold, true) if {
	offered
	hold := object.get(input.attributes, ["zone_hold", "hold"], null)
	hold != true
}

# Until then the hold is lifted.
deny contains finding.new("zone_hold.hold_after", moment, null) if {
	lib_time.is_moment(moment)
	lib_time.days_until(moment) > 0
}

deny contains finding.unread("zone_hold.hold_after", "the moment at which the hold comes back can't be read") if {
	not moment in {null, ""}
	not lib_time.is_moment(moment)
}

deny contains finding.unread("zone_hold.hold", "holds come with the Enterprise plan") if {
	not offered
	object.get(input.attributes, ["zone_hold", "hold"], null) != true
}

offered if object.get(input.attributes, ["plan"], null) == "enterprise"

moment := object.get(input.attributes, ["zone_hold", "hold_after"], null)
