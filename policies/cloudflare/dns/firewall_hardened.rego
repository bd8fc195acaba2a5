# METADATA
# title: DNS Firewall clusters shield their name servers from floods
# description: >-
#   Name servers behind DNS Firewall are reached by what Cloudflare lets through. Queries for ANY, floods of
#   random names that no cache can answer, and queries without limit are how they are used to flood
#   others, or brought down themselves.
# related_resources:
#   - https://developers.cloudflare.com/dns/dns-firewall/
# custom:
#   id: cloudflare-dns-firewall-hardened
#   severity: info
#   kinds: [cloudflare.dns.firewall]
#   aliases: [CFL-DNS-005]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SC-5"]}
#   remediation: manual
package cloudflare.dns.firewall_hardened

import data.lib.finding

deny contains finding.new("deprecate_any_requests", refused, true) if {
	"deprecate_any_requests" in data.spec.cloudflare.dns.firewall_requires
	refused := object.get(input.attributes, ["deprecate_any_requests"], null)
	refused != true
}

deny contains finding.new("attack_mitigation.enabled", enabled, true) if {
	"attack_mitigation" in data.spec.cloudflare.dns.firewall_requires
	enabled := object.get(input.attributes, ["attack_mitigation", "enabled"], null)
	enabled != true
}

deny contains finding.new("ratelimit", limit, "a limit") if {
	"ratelimit" in data.spec.cloudflare.dns.firewall_requires
	limit := object.get(input.attributes, ["ratelimit"], null)
	not is_number(limit)
}
