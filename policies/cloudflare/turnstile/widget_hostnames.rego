# METADATA
# title: Turnstile widgets name the hostnames that they work on
# description: >-
#   A widget that works anywhere can be put on a page of an attacker, whose visitors then solve the
#   challenges that open your forms to robots.
# related_resources:
#   - https://developers.cloudflare.com/turnstile/additional-configuration/hostname-management/
# custom:
#   id: cloudflare-turnstile-widget-hostnames
#   severity: low
#   kinds: [cloudflare.turnstile.widget]
#   aliases: [CFL-TURN-001]
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SC-7"]}
#   remediation: manual
package cloudflare.turnstile.widget_hostnames

import data.lib.finding

deny contains finding.new("domains", domains, "hostnames of yours") if {
	domains := object.get(input.attributes, ["domains"], null)
	not named(domains)
}

named(domains) if {
	is_array(domains)
	count(domains) > 0
	every domain in domains {
		is_string(domain)
		contains(trim(domain, "."), ".")
		not contains(domain, "*")
	}
}
