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
