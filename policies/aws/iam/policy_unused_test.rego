package aws.iam.policy_unused_test

import data.aws.iam.policy_unused as policy

judge(attributes) := found if {
	found := policy.deny with input as {"attributes": attributes}
}

test_attached_policy_passes if {
	judge({"aws_managed": false, "attachment_count": 1, "permissions_boundary_usage_count": 0}) == set()
	judge({"aws_managed": false, "attachment_count": 0, "permissions_boundary_usage_count": 2}) == set()
}

test_policy_of_aws_passes if judge({"aws_managed": true, "attachment_count": 0, "permissions_boundary_usage_count": 0}) == set()

test_unused_policy_fails if {
	judge({"aws_managed": false, "attachment_count": 0, "permissions_boundary_usage_count": 0}) == {{
		"path": "attachment_count",
		"actual": 0,
		"expected": "attached to an identity, or deleted",
	}}
	count(judge({"attachment_count": 0})) == 1
}
