# METADATA
# title: Security groups take traffic only from the layer before them
# description: >-
#   The load balancer talks to the app and the app to the database; nothing else has to. A rule that lets
#   others in gives an intruder on any other machine a straight way to the data.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
#   - https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_network_protection_create_layers.html
# custom:
#   id: aws-ec2-security-group-tiers
#   severity: high
#   kinds: [aws.ec2.security_group]
#   spec: [NET-5]
#   remediation: guarded
package aws.ec2.security_group_tiers

import data.lib.finding
import data.lib.list
import data.lib.network
import data.lib.network_rule
import data.lib.pattern
import data.lib.security_group

deny contains finding.because(path(rule), security_group.summary(rule, sources), null, reason) if {
	some rule in strays
	count(missing(rule)) == 0
	sources := network_rule.sources_of_rule(rule)
	reason := sprintf("the group takes %v", [concat("; ", {demand(tier) | some tier in own_tiers})])
}

deny contains finding.unread(path(rule), message) if {
	some rule in strays
	some message in missing(rule)
}

path(rule) := security_group.path("ingress", rule)

strays := [rule |
	count(own_tiers) > 0
	some rule in list.of(object.get(input.attributes, ["ingress"], null))
	not expected(rule)
]

own_tiers := tiers_of(input)

tiers_of(group) := [tier |
	some tier in data.spec.network.tiers
	belongs(group, tier)
]

belongs(group, tier) if pattern.fits_one(object.get(group, ["attributes", "name"], null), tier.security_groups)

belongs(group, tier) if pattern.fits_one(object.get(group, ["tags", "Name"], null), tier.security_groups)

expected(rule) if {
	some tier in own_tiers
	on_its_ports(rule, tier)
	some sender in tier["from"]
	sent_by(rule, sender)
}

on_its_ports(rule, tier) if {
	network.protocol(object.get(rule, ["ip_protocol"], null)) == "tcp"
	ports := network.port_range(rule)
	open := {port |
		some port in tier.ports
		port >= ports.from_port
		port <= ports.to_port
	}
	count(open) == (ports.to_port - ports.from_port) + 1
}

sent_by(_, sender) if sender == "internet"

sent_by(rule, sender) if {
	sender == "cloudflare"
	cidrs := network_rule.cidrs_of_rule(rule)
	count(cidrs) > 0
	ranges := array.concat(data.spec.cloudflare.ip_ranges.ipv4, data.spec.cloudflare.ip_ranges.ipv6)
	every cidr in cidrs {
		network.inside(cidr, ranges)
	}
}

sent_by(rule, sender) if {
	some tier in data.spec.network.tiers
	tier.name == sender
	belongs(data.snapshot["aws.ec2.security_group"][object.get(rule, ["referenced_security_group_id"], "")], tier)
}

# What a rule refers to but is not known, so that it may be what is expected after all.
missing(rule) := {sprintf("prefix list %v is not in the snapshot", [id]) |
	some id in network_rule.unknown_lists(rule)
} | {sprintf("security group %v is not in the snapshot", [id]) |
	id := object.get(rule, ["referenced_security_group_id"], null)
	is_string(id)
	not data.snapshot["aws.ec2.security_group"][id].id
}

demand(tier) := sprintf("only TCP %v from %v", [
	concat(", ", [sprintf("%d", [port]) | some port in tier.ports]),
	concat(", ", tier["from"]),
])
