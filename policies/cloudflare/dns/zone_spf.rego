# METADATA
# title: One SPF record says who may send mail for the domain
# description: >-
#   Without SPF, with two of them, or with one that ends in +all or ?all, any server in the world may send
#   mail in the name of the domain. A domain that sends none says so with v=spf1 -all.
# related_resources:
#   - https://www.rfc-editor.org/rfc/rfc7208
#   - https://developers.cloudflare.com/dns/manage-dns-records/how-to/email-records/
# custom:
#   id: cloudflare-dns-zone-spf
#   severity: medium
#   kinds: [cloudflare.zone]
#   aliases: [zone_record_spf_exists, CFL-EMAIL-001]
#   frameworks: {soc2: ["CC6.7"], nist-800-53-r5: ["SC-20", "SI-8"]}
#   remediation: approval
package cloudflare.dns.zone_spf

import data.lib.dns
import data.lib.finding
import data.lib.mail

deny contains finding.because("name", records, expected, sprintf("%d SPF records stand at the zone's name", [count(records)])) if {
	dns.public(input)
	count(records) != 1
}

deny contains finding.because("name", record, expected, problem) if {
	dns.public(input)
	count(records) == 1
	some record in records
	some problem in problems(record)
}

deny contains finding.unread("name", sprintf("the SPF record leads to %s, which is not in this zone", [target])) if {
	dns.public(input)
	count(records) == 1
	some record in records
	some target in elsewhere(record)
}

deny contains finding.unread("type", "the records of a partial zone are kept elsewhere") if dns.partial(input)

records := [text |
	some text in dns.texts(input, dns.apex(input))
	mail.is_spf(text)
]

expected := "v=spf1 -all" if {
	not dns.takes_mail(input)
} else := "one record v=spf1 … -all"

problems(record) := faults(record) | followed(record)

# What is wrong with a record by itself.
faults(record) := {problem | some problem, terms in wrong(record); count(terms) > 0}

wrong(record) := {
	"nobody knows these terms, so the whole record is void": mail.unknown_terms(record),
	"more than ten terms need a query, so the whole record is void": array.slice(mail.queries(record), 10, count(mail.queries(record))),
	"it lets most of the internet send": mail.boundless(record),
	"it leads to two others, so the whole record is void": array.slice(mail.redirects(record), 1, count(mail.redirects(record))),
	"it does not refuse everybody else": lenient(record),
	"it names no sender but does not refuse everybody": half_hearted(record),
}

lenient(record) := [ending] if {
	ending := mail.default_of(record)
	not ending in data.spec.cloudflare.dns.spf_all
	not leads_on(record)
} else := []

half_hearted(record) := [ending] if {
	ending := mail.default_of(record)
	ending != null
	ending != "-all"
	count(mail.senders(record)) == 0
} else := []

# With an all of its own a record leads nowhere.
leads_on(record) if {
	mail.default_of(record) == null
	count(mail.redirects(record)) > 0
}

# What is wrong with the record of this zone that one leads to.
followed(record) := {problem |
	leads_on(record)
	some target in mail.redirects(record)
	within(target)
	there := [text | some text in dns.texts(input, target); mail.is_spf(text)]
	some problem in reached(target, there)
}

reached(target, there) := {sprintf("it leads to %s, where %d SPF records stand", [target, count(there)])} if {
	count(there) != 1
} else := {sprintf("it leads to %s: %s", [target, problem]) | some problem in faults(there[0])}

# Where nobody can follow: out of the zone, unless the spec trusts what is there, or on and on.
elsewhere(record) := {target |
	leads_on(record)
	some target in mail.redirects(record)
	not within(target)
	not dns.listed(target, data.spec.cloudflare.dns.spf_redirects)
} | {target |
	leads_on(record)
	some first in mail.redirects(record)
	within(first)
	some text in dns.texts(input, first)
	mail.is_spf(text)
	leads_on(text)
	some target in mail.redirects(text)
}

within(target) if target == dns.apex(input)

within(target) if endswith(target, concat("", [".", dns.apex(input)]))
