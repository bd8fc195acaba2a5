# METADATA
# title: DNS records of web hosts are proxied by Cloudflare
# description: >-
#   A record that is not proxied tells everybody the address of the origin. Whoever knows it can go
#   there directly, past the firewall, the rate limits and the protection against floods. Names that
#   cannot be proxied, such as those of mail servers, are listed in the spec.
# related_resources:
#   - https://developers.cloudflare.com/dns/proxy-status/
# custom:
#   id: cloudflare-dns-record-proxied
#   severity: medium
#   kinds: [cloudflare.dns.record]
#   spec: [CF-1]
#   aliases: [dns_record_proxied, CFL-DNS-002, CFL-INSIGHT-005]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SC-5", "SC-7"]}
#   remediation: guarded
package cloudflare.dns.record_proxied

import data.lib.dns
import data.lib.finding

deny contains finding.new("proxied", proxied, true) if {
	dns.type(input) in {"A", "AAAA", "CNAME"}
	object.get(input.attributes, ["proxiable"], null) == true
	proxied := object.get(input.attributes, ["proxied"], null)
	proxied != true
	not dns.listed(object.get(input.attributes, ["name"], ""), data.spec.cloudflare.dns.unproxied_names)
}
