# What policies on VPCs and what lies in them ask of the judged one.
package lib.vpc


# What another account shares with this one is that account's to set right.
own if object.get(input.attributes, ["owner_id"], null) in {null, object.get(input, ["scope", "account"], null)}

# The default VPCs that AWS made in every region count once something stands in them.
judged if {
	own
	object.get(input.attributes, ["is_default"], null) != true
}

judged if {
	own
	in_use
}

in_use if input.id in data.facts.network.vpcs_in_use

subnet_ids := object.get(data.facts.network.subnets_of_vpc, [input.id], set()) if data.facts.network.subnets_of_vpc

subnet_ids := set() if not data.facts.network.subnets_of_vpc

# The zones of some subnets.
zones(ids) := {zone |
	some id in ids
	zone := data.snapshot["aws.ec2.subnet"][id].attributes.availability_zone
	is_string(zone)
}
