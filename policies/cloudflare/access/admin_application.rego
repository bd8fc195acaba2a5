# METADATA
# title: Cloudflare Access stands before the admin panels
# description: >-
#   An admin panel that anybody can reach is one leaked password or one bug of its login page away
#   from being taken over. Access asks for a login before a single request gets to it, on every path.
# related_resources:
#   - https://developers.cloudflare.com/cloudflare-one/access-controls/policies/app-paths/
# custom:
#   id: cloudflare-access-admin-application
#   severity: critical
#   kinds: [cloudflare.account]
#   spec: [CF-7]
#   aliases: [CFL-ZT-002]
#   frameworks: {soc2: ["CC6.1", "CC6.6"], nist-800-53-r5: ["AC-3", "AC-17"]}
#   remediation: manual
package cloudflare.access.admin_application

import data.lib.access
import data.lib.finding

deny contains finding.because("name", null, wanted, reason) if {
	some name in access.admin_hosts
	in_zone(name)
	not covered(name)
	wanted := sprintf("an Access application for %s", [name])
	reason := sprintf("no Access application of the account covers all paths of %s", [name])
}

# Which Worker answers for a host can't be seen here, nor whose it is if no zone of the account holds it.
deny contains finding.unread("name", message) if {
	some name in access.admin_hosts
	in_zone(name)
	not covered(name)
	some application in applications
	guards_workers(application)
	message := sprintf("no Access application names %s, but one covers Workers, and it may be one of them", [name])
}

deny contains finding.unread("name", message) if {
	some name in access.admin_hosts
	not in_zone(name)
	not covered(name)
	not privately_covered(name)
	message := sprintf("no zone of the account that the token sees holds %s", [name])
}

applications := [application.attributes | some application in data.snapshot["cloudflare.zero_trust.access_application"]]

in_zone(name) if {
	some zone in data.snapshot["cloudflare.zone"]
	below(name, access.host(zone.attributes.name))
}

below(name, zone) if name == zone

below(name, zone) if endswith(name, sprintf(".%s", [zone]))

covered(name) if {
	some application in applications
	access.covers(application, name)
}

# A name that only the private network knows.
privately_covered(name) if {
	some application in applications
	object.get(application, ["type"], null) in access.hostname_types
	some destination in access.destinations(application)
	object.get(destination, ["type"], null) == "private"
	is_string(destination.hostname)
	access.matches(access.host(destination.hostname), name)
}

guards_workers(application) if {
	object.get(application, ["type"], null) in access.hostname_types
	some destination in access.destinations(application)
	object.get(destination, ["type"], null) in {"worker", "all_workers"}
}
