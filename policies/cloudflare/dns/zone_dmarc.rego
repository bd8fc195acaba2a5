# METADATA
# title: DMARC has mail that fails its checks quarantined or rejected
# description: >-
#   SPF and DKIM find forged mail; DMARC tells receivers what to do with it. Without it, with p=none, for a
#   part of the mail only, or with two records, which count as none, forged mail is delivered as before.
# related_resources:
#   - https://www.rfc-editor.org/rfc/rfc7489
#   - https://developers.cloudflare.com/dmarc-management/
# custom:
#   id: cloudflare-dns-zone-dmarc
#   severity: medium
#   kinds: [cloudflare.zone]
#   aliases: [zone_record_dmarc_exists, CFL-EMAIL-003]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-20", "SI-8"]}
#   remediation: approval
package cloudflare.dns.zone_dmarc

import data.lib.dns
import data.lib.finding
import data.lib.mail

deny contains finding.because("name", records, policies, sprintf("%d DMARC records stand at %s", [count(records), where])) if {
	dns.public(input)
	not delegated
	count(records) != 1
}

deny contains finding.because("name", record, expected, problem) if {
	dns.public(input)
	count(records) == 1
	some record in records
	some [problem, expected] in problems(record)
}

deny contains finding.unread("name", sprintf("%s is kept elsewhere", [where])) if {
	dns.public(input)
	delegated
	count(records) == 0
}

deny contains finding.unread("type", "the records of a partial zone are kept elsewhere") if dns.partial(input)

where := concat(".", ["_dmarc", dns.apex(input)])

records := [text |
	some text in dns.texts(input, where)
	mail.is_dmarc(text)
]

# Those who look for the record are sent on.
delegated if {
	some type in ["CNAME", "NS"]
	some record in dns.contents(input, type)
	record.name == where
}

policies := data.spec.cloudflare.dns.dmarc_policies

problems(record) := {["it is no list of tags, so it counts as none", policies]} if {
	mail.void(record)
} else := weak_policies(record) | silent(record) | partial(record) | testing(record)

# p holds for the domain; sp and np for names below it, which follow p when they are left out.
weak_policies(record) := {[sprintf("%s is %s", [tag, value]), policies] |
	some tag in ["p", "sp", "np"]
	some value in mail.values(mail.tags(record), tag)
	not lower(value) in policies
}

silent(record) := {["p is missing", policies]} if {
	count(mail.values(mail.tags(record), "p")) == 0
} else := set()

partial(record) := {[sprintf("it holds for %s %% of the mail", [percent]), least] |
	least := data.spec.cloudflare.dns.dmarc_min_percent
	some percent in mail.values(mail.tags(record), "pct")
	not enough(percent, least)
}

enough(percent, least) if {
	regex.match(`^(0|[1-9][0-9]{0,2})$`, percent)
	to_number(percent) >= least
}

# The later standard has this in place of pct.
testing(record) := {["it is only being tested (t=y)", "t=n"] |
	some value in mail.values(mail.tags(record), "t")
	lower(value) == "y"
}
