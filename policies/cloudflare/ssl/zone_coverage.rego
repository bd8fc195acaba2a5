# METADATA
# title: An active edge certificate covers the main names of the zone
# description: >-
#   Without one, browsers warn visitors away or sit at an error, and people learn to click warnings
#   aside. Universal SSL that is on does not suffice while its certificate is not issued; one that is off
#   does no harm where a certificate of another kind covers the names.
# related_resources:
#   - https://developers.cloudflare.com/ssl/edge-certificates/universal-ssl/
# custom:
#   id: cloudflare-ssl-zone-coverage
#   severity: high
#   kinds: [cloudflare.zone]
#   spec: [CF-2]
#   aliases: [zone_universal_ssl_enabled]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-8", "SC-17"]}
#   remediation: automatic
package cloudflare.ssl.zone_coverage

import data.lib.finding
import data.lib.hostname
import data.lib.list
import data.lib.time as moments

deny contains finding.because("universal_ssl.enabled", universal, true, reason(name)) if {
	universal != true
	some name in uncovered
}

deny contains finding.because("name", name, "an active certificate for it", reason(name)) if {
	universal == true
	some name in uncovered
}

universal := object.get(input.attributes, ["universal_ssl", "enabled"], null)

uncovered := {name |
	some label in data.spec.cloudflare.certificates.hostnames
	name := hostname.below(label, input.attributes.name)
	not covered(name)
}

covered(name) if {
	some pack in data.snapshot["cloudflare.ssl.certificate_pack"]
	pack.attributes.status == "active"
	in_use(pack.attributes.type)
	some certificate in list.of(pack.attributes.certificates)
	certificate.status == "active"
	not over(certificate.expires_on)
	some host in list.of(certificate.hosts)
	hostname.covered_by(name, host)
}

# Switched off, the universal one goes away within minutes, even if it is listed.
in_use(type) if type != "universal"

in_use("universal") if universal == true

over(moment) if {
	moments.is_moment(moment)
	moments.days_until(moment) <= 0
}

reason(name) := sprintf("no active certificate covers %s", [name])
