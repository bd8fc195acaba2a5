# METADATA
# title: Load balancers and buckets behind proxied hosts speak HTTPS
# description: >-
#   Cloudflare shows visitors a padlock even where it fetches pages from the origin in the clear. If
#   the load balancer has no TLS listener, or the origin is a website endpoint of S3, everybody
#   between Cloudflare and AWS can read and change what visitors believe to be encrypted.
# related_resources:
#   - https://developers.cloudflare.com/ssl/origin-configuration/ssl-modes/
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html
# custom:
#   id: cloudflare-origin-record-speaks-https
#   severity: high
#   kinds: [cloudflare.dns.record]
#   spec: [CF-2, LB-1]
#   remediation: manual
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-8"]}
package cloudflare.origin.record_speaks_https

import data.lib.finding
import data.lib.origin

deny contains finding.because("content", target, "an origin that speaks HTTPS", reason) if {
	some balancer in data.facts.origin.balancers[target]
	not balancer.secure
	reason := sprintf("load balancer %v has no listener for HTTPS or TLS", [balancer.name])
}

deny contains finding.because("content", target, "an origin that speaks HTTPS", reason) if {
	origin.is_website(target)
	reason := "website endpoints of S3 speak plain HTTP only"
}

# Only what goes through Cloudflare: visitors reach everything else themselves.
target := name if {
	input.attributes.proxied == true
	origin.is_address(input)
	name := origin.target(input)
	origin.is_at_aws(name)
}
