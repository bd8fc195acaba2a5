package aws.account.vpc_regions_test

import data.aws.account.vpc_regions

vpc(region, is_default) := {"scope": {"region": region}, "attributes": {"is_default": is_default}}

held(vpcs) := {
	"aws.ec2.vpc": vpcs,
	"aws.ec2.account_settings": {region: {"scope": {"region": region}} | some region in ["eu-west-1", "us-east-1"]},
	"aws.ec2.network_interface": {"eni-1": {"attributes": {"vpc_id": "vpc-used"}}},
}

judge(enabled, vpcs) := found if {
	found := vpc_regions.deny with input as {"attributes": {"enabled_regions": enabled}}
		with data.snapshot as held(vpcs)
		with data.spec as {"vpc": {"min_regions": 2}}
}

both := ["eu-west-1", "us-east-1"]

test_two_regions_pass if {
	judge(both, {"vpc-1": vpc("eu-west-1", false), "vpc-2": vpc("us-east-1", false)}) == set()
	judge(both, {"vpc-1": vpc("eu-west-1", false), "vpc-used": vpc("us-east-1", true)}) == set()
}

test_one_region_fails if {
	judge(both, {"vpc-1": vpc("eu-west-1", false), "vpc-2": vpc("us-east-1", true)}) == {{
		"path": "enabled_regions", "actual": {"eu-west-1"}, "expected": "VPCs in 2 regions",
		"because": "regions with VPCs that AWS did not make, or that are in use",
	}}
}

test_regions_that_were_not_read_leave_it_open if {
	judge(array.concat(both, ["eu-central-1"]), {"vpc-1": vpc("eu-west-1", false)}) == {{"path": "enabled_regions", "unread": "region eu-central-1 was not read"}}
}

test_no_vpcs_pass if judge(both, {"vpc-2": vpc("us-east-1", true)}) == set()
