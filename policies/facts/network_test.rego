package facts.network_test

import data.facts.network

table(route, associations) := {"attributes": {"vpc_id": "vpc-1", "route": [route], "associations": associations}}

snapshot(route) := {
	"aws.ec2.subnet": {"subnet-a": {"attributes": {"vpc_id": "vpc-1"}}, "subnet-b": {"attributes": {"vpc_id": "vpc-1"}}},
	"aws.ec2.route_table": {
		"rtb-main": table(route, [{"main": true, "subnet_id": null}]),
		"rtb-a": table({"cidr_block": "10.0.0.0/16", "gateway_id": "local"}, [{"main": false, "subnet_id": "subnet-a"}]),
	},
}

public(route) := found if found := network.public_subnets with data.snapshot as snapshot(route)

test_tables if {
	network.route_table_of == {"subnet-a": "rtb-a", "subnet-b": "rtb-main"} with data.snapshot as snapshot({})
}

test_public if {
	public({"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1", "state": "active"}) == {"subnet-b"}
	public({"ipv6_cidr_block": "::/0", "gateway_id": "igw-1"}) == {"subnet-b"}
}

test_not_public if {
	public({"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1", "state": "blackhole"}) == set()
	public({"cidr_block": "0.0.0.0/0", "gateway_id": "vgw-1"}) == set()
	public({"cidr_block": "10.0.0.0/8", "gateway_id": "igw-1"}) == set()
}
