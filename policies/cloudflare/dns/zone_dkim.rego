# METADATA
# title: DKIM keys are published, valid and long enough
# description: >-
#   DKIM signs mail so that receivers can tell it from forgeries. A domain that exchanges mail needs a key in
#   DNS; a broken one makes its mail look forged, and a short one can be computed by anybody with some
#   patience, who then signs in its name.
# related_resources:
#   - https://www.rfc-editor.org/rfc/rfc6376
#   - https://www.rfc-editor.org/rfc/rfc8301
# custom:
#   id: cloudflare-dns-zone-dkim
#   severity: medium
#   kinds: [cloudflare.zone]
#   aliases: [zone_record_dkim_exists, CFL-EMAIL-002]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-12", "SI-8"]}
#   remediation: manual
package cloudflare.dns.zone_dkim

import data.lib.dns
import data.lib.finding
import data.lib.mail

deny contains finding.because("name", null, "a DKIM key", sprintf("mail is taken, and no key stands below %s", [below])) if {
	dns.public(input)
	dns.takes_mail(input)
	not signs
}

deny contains finding.because("name", key.text, expected, sprintf("%s: %s", [key.name, problem])) if {
	dns.public(input)
	some key in keys
	some [problem, expected] in problems(key.text)
}

deny contains finding.unread("type", "the records of a partial zone are kept elsewhere") if dns.partial(input)

below := concat("", ["._domainkey.", dns.apex(input)])

# A key that is not withdrawn, or the word of somebody else who keeps one.
signs if {
	some key in keys
	endswith(key.name, below)
	count(problems(key.text)) == 0
	not withdrawn(key.text)
}

signs if {
	some type in ["CNAME", "NS"]
	some record in dns.contents(input, type)
	endswith(concat("", [".", record.name]), below)
}

keys := [{"name": record.name, "text": dns.joined(record.content)} |
	some record in dns.contents(input, "TXT")
	contains(record.name, "._domainkey.")
]

# An empty key is how one is withdrawn: nothing is wrong with it, but nothing is signed with it.
withdrawn(text) if mail.values(mail.tags(text), "p") == [""]

problems(text) := {["it is no list of tags", "v=DKIM1; p=…"]} if {
	mail.void(text)
} else := unversioned(text) | keyless(text) | short(text) | testing(text)

unversioned(text) := {[sprintf("the version is %s", [version]), "DKIM1"] |
	some version in mail.values(mail.tags(text), "v")
	version != "DKIM1"
}

keyless(text) := {["there is no key in it", "p=…"]} if {
	count(mail.values(mail.tags(text), "p")) == 0
} else := {["its key is not Base64", "p=…"] | not regex.match(`^[A-Za-z0-9+/]*={0,2}$`, key_of(text))}

short(text) := {[sprintf("its RSA key has fewer than %d bits", [least]), least] |
	least := data.spec.cloudflare.dns.dkim_min_rsa_bits
	algorithm(text) == "rsa"
	key := key_of(text)
	key != ""
	bytes(key) < (least / 8) + overhead(key)
} | {["its Ed25519 key is not 32 bytes long", 32] |
	algorithm(text) == "ed25519"
	key := key_of(text)
	key != ""
	bytes(key) != 32
} | {[sprintf("nobody knows the algorithm %s", [algorithm(text)]), "rsa"] |
	not algorithm(text) in {"rsa", "ed25519"}
}

testing(text) := {["it is only being tested (t=y), so its signatures count as none", "t=s"] |
	some flags in mail.values(mail.tags(text), "t")
	some flag in split(flags, ":")
	trim_space(flag) == "y"
}

algorithm(text) := lower(names[0]) if {
	names := mail.values(mail.tags(text), "k")
	count(names) > 0
} else := "rsa"

# White space may stand anywhere in it.
key_of(text) := regex.replace(mail.values(mail.tags(text), "p")[0], `\s`, "")

bytes(key) := floor((count(trim_right(key, "=")) * 3) / 4)

# What comes with the modulus: a header that names the algorithm, or the bare exponent. The header
# starts at one of three places of a group of Base64.
overhead(key) := 32 if {
	regex.match(`GCSqGSIb3DQEBAQUA|BgkqhkiG9w0BAQEFA|YJKoZIhvcNAQEBBQ`, key)
} else := 10
