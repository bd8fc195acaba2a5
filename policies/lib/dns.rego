# Reads DNS records as Cloudflare gives them: names, contents and addresses.
package lib.dns

# A name as it is compared: in lower case, without the dot at the end. Punycode stays as it is.
name(value) := trim_suffix(lower(trim_space(text(value))), ".")

# What is no text counts as the empty one.
text(value) := value if {
	is_string(value)
} else := ""

# True when a name fits one of the patterns, in which * stands for any characters.
listed(value, patterns) if {
	some pattern in patterns
	regex.match(expression(pattern), name(value))
}

expression(pattern) := concat("", ["^", replace(replace(lower(pattern), ".", `\.`), "*", ".*"), "$"])

# True for a record that answers for every name that has none of its own.
wildcard(value) if startswith(name(value), "*.")

wildcard(value) if name(value) == "*"

# The type of a record in capitals.
type(record) := upper(text(object.get(record, ["attributes", "type"], "")))

# Names and contents of a zone's records of one type. Zones can be large: the type is compared first,
# as the API writes it.
contents(zone, wanted) := [found |
	some record in data.snapshot["cloudflare.dns.record"]
	record.attributes.type == wanted
	record.scope.zone == zone.id
	found := {
		"name": name(object.get(record, ["attributes", "name"], "")),
		"content": text(object.get(record, ["attributes", "content"], "")),
	}
]

# The texts that stand at a name of a zone.
texts(zone, where) := [joined(record.content) |
	some record in contents(zone, "TXT")
	record.name == where
]

# A zone's own name.
apex(zone) := name(object.get(zone, ["attributes", "name"], ""))

# What the internet sees of a zone is all in Cloudflare, or a copy of it: not so with those of type
# partial, whose records are kept elsewhere, and internal, which the internet never sees.
public(zone) if not object.get(zone, ["attributes", "type"], null) in {"partial", "internal"}

partial(zone) if object.get(zone, ["attributes", "type"], null) == "partial"

# True when mail for a zone's own name is taken somewhere. A single dot says that it is not (RFC 7505).
takes_mail(zone) if {
	some record in contents(zone, "MX")
	record.name == apex(zone)
	not regex.match(`^([0-9]+ +)?\.$`, trim_space(record.content))
}

# The text of a TXT record. Its quoted parts belong together, whatever stands between them.
joined(content) := concat("", [unescaped(part) |
	some part in regex.find_n(`"(?:[^"\\]|\\.)*"`, content, -1)
]) if {
	quoted(content)
} else := content

quoted(content) if regex.match(`^\s*"(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*\s*$`, content)

unescaped(part) := regex.replace(trim_suffix(trim_prefix(part, `"`), `"`), `\\([^0-9])`, "$1")

# True for an IPv4 or IPv6 address, without a prefix length.
address(value) if net.cidr_is_valid(concat("", [value, "/32"]))

# True for an address that means nothing, or something else, outside of the network that it is used
# in. The ranges for documentation are not among them.
internal_address(value) if {
	address(value)
	not contains(value, ":")
	some range in internal_ipv4
	net.cidr_contains(range, value)
}

internal_address(value) if {
	address(value)
	contains(value, ":")
	some range in internal_ipv6
	net.cidr_contains(range, value)
}

# Unspecified, private, shared with the customers of a provider, loopback, link-local.
internal_ipv4 := ["0.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"]

# Unspecified, loopback, unique local, once site-local, link-local, and the above as IPv4-mapped ones.
internal_ipv6 := [
	"::/128", "::1/128", "fc00::/7", "fec0::/10", "fe80::/10",
	"::ffff:0.0.0.0/104", "::ffff:10.0.0.0/104", "::ffff:172.16.0.0/108", "::ffff:192.168.0.0/112",
	"::ffff:100.64.0.0/106", "::ffff:127.0.0.0/104", "::ffff:169.254.0.0/112",
]
