# METADATA
# title: VPCs have the planned tiers of subnets, each with its own way out
# description: >-
#   Tiers keep a mistake small: what stands in a subnet without a route to the internet can't be reached
#   from there, whatever else was opened. A tier in one zone only goes down with it, and one that routes
#   elsewhere than planned is not what its name says.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/vpc-example-private-subnets-nat.html
# custom:
#   id: aws-ec2-vpc-subnet-tiers
#   severity: high
#   kinds: [aws.ec2.vpc]
#   spec: [NET-2]
#   remediation: manual
package aws.ec2.vpc_subnet_tiers

import data.lib.finding
import data.lib.pattern
import data.lib.vpc

deny contains finding.because("cidr_blocks", zones, wanted, reason) if {
	applies
	some tier in data.spec.vpc.subnet_tiers
	zones := vpc.zones(subnets_of(tier))
	count(zones) < data.spec.vpc.min_availability_zones
	wanted := sprintf("subnets of tier %v in %d zones", [tier.name, data.spec.vpc.min_availability_zones])
	reason := sprintf("subnets of tier %v: %v", [tier.name, listed(subnets_of(tier))])
}

deny contains finding.because("cidr_blocks", ways, tier.default_route, reason) if {
	applies
	some tier in data.spec.vpc.subnet_tiers
	some subnet_id in subnets_of(tier)
	table_ids := data.facts.network.route_tables_of[subnet_id]
	ways := ways_out(subnet_id)
	ways != wanted_ways[tier.default_route]
	reason := sprintf("subnet %v of tier %v -> route table %v", [subnet_id, tier.name, listed(table_ids)])
}

deny contains finding.unread("cidr_blocks", message) if {
	applies
	some tier in data.spec.vpc.subnet_tiers
	some subnet_id in subnets_of(tier)
	not data.facts.network.route_tables_of[subnet_id]
	message := sprintf("no route table is known for subnet %v", [subnet_id])
}

applies if {
	data.lib.vpc.own
	object.get(input.attributes, ["is_default"], null) != true
	count(data.lib.vpc.subnet_ids) > 0
}

subnets_of(tier) := {id |
	some id in data.lib.vpc.subnet_ids
	pattern.fits_one(object.get(data.snapshot["aws.ec2.subnet"][id], ["name"], null), tier.subnets)
}

wanted_ways := {"internet_gateway": {"internet_gateway"}, "nat_gateway": {"nat_gateway"}, "none": set()}

# Where the default routes of a subnet lead. Any route to an internet gateway outweighs those to others.
ways_out(subnet_id) := {"internet_gateway"} if meets_internet_gateway(subnet_id)

ways_out(subnet_id) := {"nat_gateway"} if {
	not meets_internet_gateway(subnet_id)
	subnet_id in data.facts.network.nat_subnets
}

ways_out(subnet_id) := set() if {
	not meets_internet_gateway(subnet_id)
	subnet_id in data.facts.network.isolated_subnets
}

ways_out(subnet_id) := {"another gateway"} if {
	not meets_internet_gateway(subnet_id)
	not subnet_id in data.facts.network.nat_subnets
	not subnet_id in data.facts.network.isolated_subnets
}

meets_internet_gateway(subnet_id) if {
	some table_id in data.facts.network.route_tables_of[subnet_id]
	data.facts.network.internet_gateways_of_table[table_id]
}

listed(ids) := concat(", ", ids) if count(ids) > 0

listed(ids) := "none" if count(ids) == 0
