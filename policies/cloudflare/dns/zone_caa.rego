# METADATA
# title: CAA records name the authorities that may issue certificates
# description: >-
#   Without a CAA record any of the hundred authorities that browsers trust may issue a certificate for the
#   domain, on no more proof than an answer over plain HTTP or DNS. One that is tricked is enough for
#   somebody to pass as the site.
# related_resources:
#   - https://developers.cloudflare.com/ssl/edge-certificates/caa-records/
#   - https://www.rfc-editor.org/rfc/rfc8659
# custom:
#   id: cloudflare-dns-zone-caa
#   severity: low
#   kinds: [cloudflare.zone]
#   aliases: [zone_record_caa_exists, CFL-DNS-004]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-17", "SC-20"]}
#   remediation: automatic
package cloudflare.dns.zone_caa

import data.lib.dns
import data.lib.finding

deny contains finding.because("name", null, issuers, "no CAA record with the tag issue stands at the zone's name") if {
	dns.public(input)
	count(at_apex) == 0
}

deny contains finding.because("name", issuer, issuers, sprintf("the CAA record of %s lets it issue", [record.name])) if {
	dns.public(input)
	some record in records
	record.tag in {"issue", "issuewild"}
	issuer := authority(record.value)
	not issuer in allowed
}

deny contains finding.unread("name", sprintf("the CAA record of %s is not understood", [record.name])) if {
	dns.public(input)
	some record in records
	record.tag == null
}

deny contains finding.unread("type", "the records of a partial zone are kept elsewhere") if dns.partial(input)

issuers := data.spec.cloudflare.dns.caa_issuers

# An empty name forbids all: that is always allowed.
allowed := {""} | {lower(issuer) | some issuer in issuers}

at_apex := [record |
	some record in records
	record.name == dns.apex(input)
	record.tag == "issue"
]

records := [found |
	some record in data.snapshot["cloudflare.dns.record"]
	record.attributes.type == "CAA"
	record.scope.zone == input.id
	members := object.get(record, ["attributes", "data"], null)
	content := dns.text(object.get(record, ["attributes", "content"], ""))
	found := object.union({"name": dns.name(object.get(record, ["attributes", "name"], ""))}, parts(members, content))
]

# Tag and value, from the parts if the record has them, else from its text; null when neither tells.
parts(members, content) := {"tag": lower(members.tag), "value": members.value} if {
	told(members)
} else := {"tag": lower(words[1]), "value": trim(concat(" ", array.slice(words, 2, count(words))), `"`)} if {
	words := split(trim_space(content), " ")
	count(words) > 2
} else := {"tag": null, "value": ""}

told(members) if {
	is_string(members.tag)
	is_string(members.value)
}

# Parameters follow the name.
authority(value) := dns.name(split(value, ";")[0])
