package aws.ec2.launch_template_instance_type_test

import data.aws.ec2.launch_template_instance_type

judge(latest, types) := found if {
	found := launch_template_instance_type.deny with input as {"attributes": {"latest": object.union({"version": 2}, latest), "default": {"version": 1, "instance_type": "t3.medium"}}}
		with data.spec as {"ec2": {"allowed_instance_types": types}}
}

test_agreed_type_passes if {
	judge({"instance_type": "t3.medium"}, ["t3.medium"]) == set()
	judge({"instance_type": null}, ["t3.medium"]) == set()
	judge({"instance_type": "u-24tb1.metal"}, null) == set()
	judge({"instance_requirements": true}, null) == set()
}

test_other_type_fails if {
	judge({"instance_type": "m5.4xlarge"}, ["t3.medium"]) == {{"path": "latest.instance_type", "actual": "m5.4xlarge", "expected": ["t3.medium"]}}
	count(judge({"instance_type": "T3.MEDIUM"}, ["t3.medium"])) == 1
	judge({"instance_type": "m5.large"}, ["m5.*"]) == {{"path": "default.instance_type", "actual": "t3.medium", "expected": ["m5.*"]}}
}

test_requirements_fail if {
	judge({"instance_requirements": true}, ["t3.medium"]) == {{"path": "latest.instance_requirements", "actual": true, "expected": false}}
}
