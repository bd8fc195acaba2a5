# Reads the rules of security groups.
package lib.security_group

import data.lib.network

# How findings name a rule.
path(direction, rule) := sprintf("%s[%s]", [direction, rule.security_group_rule_id]) if {
	is_string(rule.security_group_rule_id)
} else := sprintf("%s[]", [direction])

# What findings say of a rule.
summary(rule, ranges) := {
	"ip_protocol": object.get(rule, ["ip_protocol"], null),
	"from_port": object.get(rule, ["from_port"], null),
	"to_port": object.get(rule, ["to_port"], null),
	"source": concat(", ", ranges),
}

# True when one entry of the spec covers the whole rule.
agreed(rule, entries) if {
	some entry in entries
	network.protocol(object.get(rule, ["ip_protocol"], null)) == entry.protocol
	covers(entry, object.get(rule, ["from_port"], null), object.get(rule, ["to_port"], null))
}

# Ports: unset and -1 mean every port, which no entry covers.
covers(entry, from_port, to_port) if {
	entry.protocol in {"tcp", "udp"}
	is_number(from_port)
	is_number(to_port)
	from_port >= 0
	from_port >= entry.from_port
	to_port >= from_port
	to_port <= entry.to_port
}

# ICMP: the "ports" are type and code.
covers(entry, type, code) if {
	entry.protocol in {"icmp", "icmpv6"}
	same_or_any(entry.from_port, type)
	same_or_any(entry.to_port, code)
}

same_or_any(wanted, _) if wanted == -1

same_or_any(wanted, value) if value == wanted

# How findings name an entry of the spec.
named(entry) := sprintf("%s (%s %d)", [entry.name, entry.protocol, entry.from_port]) if entry.from_port == entry.to_port

named(entry) := sprintf("%s (%s %d-%d)", [entry.name, entry.protocol, entry.from_port, entry.to_port]) if {
	entry.from_port != entry.to_port
}

# True for the ranges of Cloudflare on the ports by which it asks an origin.
from_cloudflare(rule, cidr) if {
	entries := [{"protocol": "tcp", "from_port": port, "to_port": port} | some port in data.spec.network.cloudflare_ports]
	agreed(rule, entries)
	network.inside(cidr, array.concat(data.spec.cloudflare.ip_ranges.ipv4, data.spec.cloudflare.ip_ranges.ipv6))
}
