# METADATA
# title: DNS zones answer for names that they know, not for any
# description: >-
#   A wildcard record makes every name of the zone lead somewhere. A forgotten certificate, a cookie for the
#   whole domain or a host that answers for any name then serve pages under names that nobody ever set up,
#   which is what phishing and takeovers look for.
# related_resources:
#   - https://developers.cloudflare.com/dns/manage-dns-records/reference/wildcard-dns-records/
# custom:
#   id: cloudflare-dns-record-no-wildcard
#   severity: medium
#   kinds: [cloudflare.dns.record]
#   aliases: [dns_record_no_wildcard, CFL-DNS-003]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SC-20"]}
#   remediation: manual
package cloudflare.dns.record_no_wildcard

import data.lib.dns
import data.lib.finding

# Texts and CAA lead nobody anywhere: a wildcard of them says that no such name may do something.
deny contains finding.new("name", name, null) if {
	name := object.get(input.attributes, ["name"], "")
	dns.wildcard(name)
	not dns.type(input) in {"TXT", "CAA"}
	not allowed(name)
}

# Written out: * stands for itself here.
allowed(name) if {
	some known in data.spec.cloudflare.dns.wildcard_names
	dns.name(known) == dns.name(name)
}
