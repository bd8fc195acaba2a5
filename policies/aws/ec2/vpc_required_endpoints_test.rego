package aws.ec2.vpc_required_endpoints_test

import data.aws.ec2.vpc_required_endpoints

endpoint(changes) := {"attributes": object.union({"vpc_id": "vpc-1", "state": "available", "service_name": "com.amazonaws.eu-west-1.ec2"}, changes)}

judge(attributes, endpoints) := found if {
	found := vpc_required_endpoints.deny with input as {"id": "vpc-1", "attributes": object.union({"state": "available"}, attributes)}
		with data.snapshot as {"aws.ec2.vpc_endpoint": endpoints, "aws.ec2.network_interface": {"eni-1": {"attributes": {"vpc_id": "vpc-1"}}}}
		with data.spec as {"vpc": {"required_endpoints": ["ec2"]}}
}

fails(changes) if {
	judge({}, {"vpce-1": endpoint(changes)}) == {{
		"path": "state", "actual": "available", "expected": "an endpoint for ec2",
		"because": "no endpoint of this VPC that is available leads there",
	}}
}

test_an_endpoint_passes if {
	judge({}, {"vpce-1": endpoint({})}) == set()
	judge({}, {"vpce-1": endpoint({"service_name": "cn.com.amazonaws.cn-north-1.ec2"})}) == set()
}

test_another_endpoint_fails if {
	fails({"service_name": "com.amazonaws.eu-west-1.ec2messages"})
	fails({"service_name": "com.amazonaws.eu-west-1.s3"})
	fails({"service_name": "com.amazonaws.vpce.eu-west-1.vpce-svc-ec2"})
	fails({"service_name": "com.example.eu-west-1.ec2"})
	fails({"vpc_id": "vpc-2"})
	fails({"state": "pending"})
	count(judge({}, {})) == 1
}

test_services_with_dots_have_names_of_their_own if {
	held := {"aws.ec2.vpc_endpoint": {"vpce-1": endpoint({"service_name": "com.amazonaws.eu-west-1.ecr.api"})}, "aws.ec2.network_interface": {"eni-1": {"attributes": {"vpc_id": "vpc-1"}}}}
	vpc_required_endpoints.deny == set() with input as {"id": "vpc-1", "attributes": {}}
		with data.snapshot as held
		with data.spec as {"vpc": {"required_endpoints": ["ecr.api"]}}
}

test_unused_and_shared_vpcs_pass if {
	judge({"owner_id": "444455556666"}, {}) == set()
	vpc_required_endpoints.deny == set() with input as {"id": "vpc-1", "attributes": {}} with data.spec as {"vpc": {"required_endpoints": ["ec2"]}}
}
