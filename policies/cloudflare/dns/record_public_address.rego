# METADATA
# title: DNS records hold no internal addresses
# description: >-
#   An internal address in public DNS is of no use to visitors, but shows intruders how the network
#   behind is laid out, and leads those who are in a network with the same ranges to a host of
#   somebody else, with their cookies and passwords.
# related_resources:
#   - https://www.rfc-editor.org/rfc/rfc6890
# custom:
#   id: cloudflare-dns-record-public-address
#   severity: high
#   kinds: [cloudflare.dns.record]
#   aliases: [dns_record_no_internal_ip]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SC-20", "SC-7"]}
#   remediation: manual
package cloudflare.dns.record_public_address

import data.lib.dns
import data.lib.finding

deny contains finding.new("content", content, "a public address") if {
	judged
	some address in addresses
	dns.internal_address(address)
}

deny contains finding.unread("content", sprintf("%s is no address", [content])) if {
	judged
	dns.type(input) in {"A", "AAAA"}
	not dns.address(trim_space(content))
}

content := dns.text(object.get(input.attributes, ["content"], ""))

addresses contains trim_space(content) if dns.type(input) in {"A", "AAAA"}

# Hints stand for the addresses of the host.
addresses contains address if {
	dns.type(input) in {"HTTPS", "SVCB"}
	some hint in regex.find_n(`ipv[46]hint="?[0-9A-Fa-f:.,]+`, concat(" ", [content, value]), -1)
	some address in split(regex.replace(hint, `^ipv[46]hint="?`, ""), ",")
}

value := dns.text(object.get(input.attributes, ["data", "value"], ""))

# Behind a private network that Cloudflare reaches, no visitor sees the address; of an internal zone
# the internet sees nothing.
judged if {
	dns.type(input) in {"A", "AAAA", "HTTPS", "SVCB"}
	not private
	not internal_zone
}

private if {
	object.get(input.attributes, ["private_routing"], null) == true
	object.get(input.attributes, ["proxied"], null) == true
}

internal_zone if {
	some zone in data.snapshot["cloudflare.zone"]
	zone.id == input.scope.zone
	object.get(zone, ["attributes", "type"], null) == "internal"
}
