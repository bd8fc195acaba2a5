# What policies on network ACLs ask of the judged one.
package lib.acl

import data.lib.list

is_used if count(list.of(object.get(input.attributes, ["subnet_ids"], null))) > 0

# What findings say of a rule that facts.network.wide_rules made.
summary(rule) := {
	"rule_no": rule.number,
	"protocol": rule.protocol,
	"from_port": rule.from_port,
	"to_port": rule.to_port,
	"source": rule.cidr,
}

# What findings say of ports that get through.
passed(stretch, protocol) := {
	"protocol": protocol,
	"from_port": stretch.from_port,
	"to_port": stretch.to_port,
	"source": stretch.cidr,
}

# True when a rule before it denies everything that a rule allows.
shadowed(rule, rules) if {
	some deny in rules
	not deny.allows
	deny.number < rule.number
	deny.family == rule.family
	deny.protocol in {"-1", rule.protocol}
	deny.from_port <= rule.from_port
	deny.to_port >= rule.to_port
	net.cidr_contains(deny.cidr, rule.cidr)
}
