# METADATA
# title: Cloudflare zones are signed with DNSSEC
# description: >-
#   Without signatures a resolver takes any answer that comes first. Somebody who forges one
#   sends visitors and mail to his own servers, and gets certificates for the name. As long as
#   the registrar lacks the DS record, the signatures count for nothing.
# related_resources:
#   - https://developers.cloudflare.com/dns/dnssec/
# custom:
#   id: cloudflare-zone-dnssec
#   severity: high
#   kinds: [cloudflare.zone]
#   spec: [CF-8]
#   aliases: [zone_dnssec_enabled, mondoo-cloudflare-security-dnssec-active, CFL-DNS-001]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SC-20"]}
#   remediation: guarded
package cloudflare.zone.dnssec

import data.lib.finding

deny contains finding.new("dnssec.status", status, "active") if {
	not served_elsewhere
	status := object.get(input.attributes, ["dnssec", "status"], null)
	not status in {"active", "pending"}
}

deny contains finding.because("dnssec.status", "pending", "active", reason) if {
	not served_elsewhere
	object.get(input.attributes, ["dnssec", "status"], null) == "pending"
}

deny contains finding.unread("type", message) if {
	zone_type == "partial"
	message := "another provider answers for the names of a partial zone: whether it signs them does not stand here"
}

# Names that other servers answer for, or that only answer inside of one's own network.
served_elsewhere if zone_type in {"partial", "internal"}

zone_type := object.get(input.attributes, ["type"], null)

reason := sprintf("%s: %s", [todo, record]) if {
	record := object.get(input.attributes, ["dnssec", "ds"], null)
	is_string(record)
	record != ""
} else := todo

todo := "Cloudflare signs the zone, but the registrar does not have the DS record yet"
