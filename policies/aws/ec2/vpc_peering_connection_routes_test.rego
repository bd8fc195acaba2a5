package aws.ec2.vpc_peering_connection_routes_test

import data.aws.ec2.vpc_peering_connection_routes

connection := {"id": "pcx-1", "attributes": {
	"cidr_blocks": ["10.8.0.0/16"],
	"peer_cidr_blocks": ["10.0.0.0/16"],
	"ipv6_cidr_blocks": [],
	"peer_ipv6_cidr_blocks": ["2001:db8:1::/56"],
}}

judge(route) := found if {
	found := vpc_peering_connection_routes.deny with input as connection
		with data.snapshot as {
			"aws.ec2.route_table": {"rtb-1": {"attributes": {"route": [object.union({"vpc_peering_connection_id": "pcx-1"}, route)]}}},
			"aws.ec2.managed_prefix_list": {"pl-1": {"id": "pl-1", "attributes": {"entry": [{"cidr": "10.0.0.0/15"}]}}},
		}
		with data.spec as {"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32}}
}

failure(path, block, cidr) := {
	"path": path, "actual": block, "expected": "routes to parts of it",
	"because": sprintf("route table rtb-1 -> %s -> this connection", [cidr]),
}

test_routes_to_parts_pass if {
	judge({"cidr_block": "10.0.21.0/24"}) == set()
	judge({"ipv6_cidr_block": "2001:db8:1:1::/64"}) == set()
	judge({"cidr_block": "10.5.0.0/16"}) == set()
}

test_routes_to_all_fail if {
	judge({"cidr_block": "10.0.0.0/16"}) == {failure("peer_cidr_blocks", "10.0.0.0/16", "10.0.0.0/16")}
	judge({"cidr_block": "10.0.0.0/15"}) == {failure("peer_cidr_blocks", "10.0.0.0/16", "10.0.0.0/15")}
	judge({"cidr_block": "10.0.0.0/12"}) == {failure("peer_cidr_blocks", "10.0.0.0/16", "10.0.0.0/12"), failure("cidr_blocks", "10.8.0.0/16", "10.0.0.0/12")}
	judge({"ipv6_cidr_block": "2001:db8:1::/56"}) == {failure("peer_ipv6_cidr_blocks", "2001:db8:1::/56", "2001:db8:1::/56")}
	judge({"destination_prefix_list_id": "pl-1"}) == {failure("peer_cidr_blocks", "10.0.0.0/16", "10.0.0.0/15")}
}

test_a_route_to_everywhere_fails_whatever_is_known_of_the_other_side if {
	found := vpc_peering_connection_routes.deny with input as {"id": "pcx-1", "attributes": {"peer_cidr_blocks": []}}
		with data.snapshot as {"aws.ec2.route_table": {"rtb-1": {"attributes": {"route": [{"vpc_peering_connection_id": "pcx-1", "cidr_block": "0.0.0.0/0"}]}}}}
		with data.spec as {"network": {"min_ipv4_prefix_length": 8}}
	found == {{
		"path": "peer_cidr_blocks", "actual": null, "expected": "routes to parts of the other VPC",
		"because": "route table rtb-1 -> 0.0.0.0/0 -> this connection",
	}}
}

test_black_holes_and_other_connections_pass if {
	judge({"cidr_block": "10.0.0.0/16", "state": "blackhole"}) == set()
	judge({"cidr_block": "10.0.0.0/16", "vpc_peering_connection_id": "pcx-2"}) == set()
}

test_an_unknown_list_is_unread if {
	judge({"destination_prefix_list_id": "pl-9"}) == {{
		"path": "peer_cidr_blocks",
		"unread": "prefix list pl-9, to which route table rtb-1 leads over this connection, is not in the snapshot",
	}}
}
