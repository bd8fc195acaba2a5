# Reads what DNS says about mail: SPF (RFC 7208), and the tags of DMARC (RFC 7489) and DKIM (RFC 6376).
package lib.mail

import data.lib.network

# True for a text that is an SPF record. One with a space before it is none.
is_spf(text) if regex.match(`^(?i:v=spf1)( |$)`, text)

# The terms behind the version, in lower case.
terms(text) := array.slice(all, 1, count(all)) if {
	all := [lower(term) | some term in split(text, " "); term != ""]
}

# What holds for everybody who is not named, such as -all; null when nothing is said.
default_of(text) := qualified(mechanisms[0]) if {
	mechanisms := alls(text)
	count(mechanisms) > 0
} else := null

alls(text) := [term |
	some term in terms(text)
	regex.match(`^[-+~?]?all$`, term)
]

qualified(term) := term if {
	regex.match(`^[-+~?]`, term)
} else := concat("", ["+", term])

# Where the record sends its readers, if it does.
redirects(text) := [target |
	some term in terms(text)
	startswith(term, "redirect=")
	target := trim_suffix(trim_prefix(term, "redirect="), ".")
]

# The terms that RFC 7208 does not know: with one of them the whole record is void.
unknown_terms(text) := [term |
	some term in terms(text)
	not regex.match(mechanism, term)
	not regex.match(`^[a-z][a-z0-9._-]*=`, term)
]

mechanism := concat("", [`^[-+~?]?(all|include:.+|exists:.+|ptr(:.+)?|(a|mx)(:[^/]+)?`, ipv4_width, `(//(0|[1-9][0-9]{0,2}))?|ip4:[0-9.]+`, ipv4_width, `|ip6:[0-9a-f.:]+`, ipv6_width, `)$`])

ipv4_width := `(/(0|[1-9][0-9]?))?`

ipv6_width := `(/(0|[1-9][0-9]{0,2}))?`

# The terms that cost whoever checks a query; with more than ten the record is void.
queries(text) := [term |
	some term in terms(text)
	regex.match(`^([-+~?]?(include:|a([:/]|$)|mx([:/]|$)|ptr(:|$)|exists:)|redirect=)`, term)
]

# The terms that let somebody send.
senders(text) := [term |
	some term in terms(text)
	regex.match(`^[+?]?(include|a|mx|ptr|ip4|ip6|exists)([:/]|$)`, term)
]

# The terms that let such large parts of the internet send that the record might as well say +all.
boundless(text) := [term |
	some term in senders(text)
	regex.match(mechanism, term)
	everyone(term)
]

everyone(term) if {
	regex.match(`^[+?]?ip[46]:`, term)
	network.world(regex.replace(term, `^[+?]?ip[46]:`, ""))
}

everyone(term) if {
	some width in regex.find_n(`[^/]/[0-9]{1,2}`, term, 1)
	regex.match(`^[+?]?(a|mx)([:/]|$)`, term)
	to_number(regex.replace(width, `^.*/`, "")) < data.spec.network.min_ipv4_prefix_length
}

everyone(term) if {
	some width in regex.find_n(`//[0-9]{1,3}`, term, 1)
	regex.match(`^[+?]?(a|mx)([:/]|$)`, term)
	to_number(regex.replace(width, `^.*/`, "")) < data.spec.network.min_ipv6_prefix_length
}

# The parts of a list of tags, as [name, value]. Names count as they are written.
tags(text) := [[trim_space(substring(part, 0, at)), trim_space(substring(part, at + 1, -1))] |
	some part in split(text, ";")
	at := indexof(part, "=")
	at >= 0
]

# The values of a tag; more than one makes the list void.
values(list, tag) := [pair[1] |
	some pair in list
	pair[0] == tag
]

# True when the text is no list of tags: a part is no tag, or a tag stands there twice.
void(text) if {
	some part in split(text, ";")
	trim_space(part) != ""
	not contains(part, "=")
}

void(text) if {
	list := tags(text)
	some pair in list
	count(values(list, pair[0])) > 1
}

# True for a text that is a DMARC record, as those who look for one see it.
is_dmarc(text) if regex.match(`^v\s*=\s*DMARC1\s*(;|$)`, text)
