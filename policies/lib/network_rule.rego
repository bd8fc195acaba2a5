# Reads the rules of security groups and network ACLs, with the prefix lists that they name.
package lib.network_rule

import data.lib.list
import data.lib.network

family_of(cidr) := "ipv6" if contains(cidr, ":") else := "ipv4"

cidrs_of_list(list_id) := {cidr |
	some entry in list.of(data.snapshot["aws.ec2.managed_prefix_list"][list_id].attributes.entry)
	cidr := object.get(entry, ["cidr"], null)
	is_string(cidr)
}

wide_rules(rules) := [found |
	some rule in rules
	some cidr in [object.get(rule, ["cidr_block"], null), object.get(rule, ["ipv6_cidr_block"], null)]
	network.world(cidr)
	found := object.union(network.port_range(rule), {
		"number": object.get(rule, ["rule_no"], null),
		"allows": object.get(rule, ["action"], null) == "allow",
		"protocol": network.protocol(object.get(rule, ["protocol"], null)),
		"family": family_of(cidr),
		"cidr": cidr,
	})
]

# The rules of a group that let the internet in: {id, protocol, family, cidr, from_port, to_port}.
internet_rules(group_id) := {found |
	some rule in list.of(data.snapshot["aws.ec2.security_group"][group_id].attributes.ingress)
	some cidr in cidrs_of_rule(rule)
	network.world(cidr)
	found := object.union(network.port_range(rule), {
		"id": object.get(rule, ["security_group_rule_id"], null),
		"protocol": network.protocol(object.get(rule, ["ip_protocol"], null)),
		"family": family_of(cidr),
		"cidr": cidr,
	})
}

# The ranges that a rule names, itself or by a prefix list.
cidrs_of_rule(rule) := {cidr |
	some cidr in [object.get(rule, ["cidr_ipv4"], null), object.get(rule, ["cidr_ipv6"], null)]
	is_string(cidr)
} | cidrs_of_list(object.get(rule, ["prefix_list_id"], null))

# Where traffic of a rule comes from, or goes to, as it is written.
sources_of_rule(rule) := [source |
	some source in [
		object.get(rule, ["cidr_ipv4"], null),
		object.get(rule, ["cidr_ipv6"], null),
		object.get(rule, ["prefix_list_id"], null),
		object.get(rule, ["referenced_security_group_id"], null),
	]
	is_string(source)
]

# Prefix lists that a rule names, but nobody knows what they hold.
unknown_lists(rule) := {list_id |
	list_id := object.get(rule, ["prefix_list_id"], null)
	is_string(list_id)
	not data.snapshot["aws.ec2.managed_prefix_list"][list_id].id
}
