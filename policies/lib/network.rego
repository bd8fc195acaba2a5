# Judges address ranges.
package lib.network


# True for a range so wide that it stands for the internet. The widths are data of the spec, so
# that 0.0.0.0/1 and its other half do not slip through where 0.0.0.0/0 is caught.
world(cidr) if {
	is_string(cidr)
	not contains(cidr, ":")
	prefix_length(cidr) < data.spec.network.min_ipv4_prefix_length
}

world(cidr) if {
	is_string(cidr)
	contains(cidr, ":")
	prefix_length(cidr) < data.spec.network.min_ipv6_prefix_length
	not local_ipv6(cidr)
}

# The number after the slash. A bare address has none and is never wide.
prefix_length(cidr) := to_number(parts[1]) if {
	parts := split(cidr, "/")
	count(parts) == 2
	regex.match(`^[0-9]{1,3}$`, parts[1])
}

# Unique local (fc00::/7) and link-local (fe80::/10) addresses are not routed on the internet.
local_ipv6(cidr) if {
	regex.match(`^f[cd][0-9a-f]{2}:`, lower(cidr))
	prefix_length(cidr) >= 7
}

local_ipv6(cidr) if {
	regex.match(`^fe[89ab][0-9a-f]:`, lower(cidr))
	prefix_length(cidr) >= 10
}

# A protocol by its name where it has a common one; the API takes numbers, too. "-1" stands for all.
protocol(given) := object.get(
	{"1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6", "all": "-1"},
	name, name,
) if {
	name := lower(sprintf("%v", [given]))
}

# First and last port of a rule; unset and -1 mean every port.
port_range(rule) := {"from_port": from_port, "to_port": to_port} if {
	from_port := object.get(rule, ["from_port"], null)
	to_port := object.get(rule, ["to_port"], null)
	is_port(from_port)
	is_port(to_port)
} else := {"from_port": 0, "to_port": 65535}

is_port(value) if {
	is_number(value)
	value >= 0
}

# True when a range lies in one of some others.
inside(cidr, ranges) if {
	net.cidr_is_valid(cidr)
	some range in ranges
	contains(range, ":") == contains(cidr, ":")
	net.cidr_contains(range, cidr)
}

# True for a range of the internet: not private, shared with the customers of a provider or local.
public(cidr) if {
	is_string(cidr)
	not inside(cidr, array.concat(data.lib.dns.internal_ipv4, data.lib.dns.internal_ipv6))
}
