package aws.iam.identity_forbidden_managed_policies_test

import data.aws.iam.identity_forbidden_managed_policies as policy

judge(arns) := found if {
	found := policy.deny with input as {"attributes": {"managed_policy_arns": arns}}
		with data.spec as {"iam": {"forbidden_managed_policies": ["AWSCloudShellFullAccess"]}}
}

test_other_policies_pass if {
	judge(["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::111122223333:policy/AWSCloudShellFullAccess"]) == set()
	judge(null) == set()
}

test_forbidden_policy_fails if {
	judge(["arn:aws-us-gov:iam::aws:policy/AWSCloudShellFullAccess"]) == {{
		"path": "managed_policy_arns",
		"actual": "arn:aws-us-gov:iam::aws:policy/AWSCloudShellFullAccess",
		"expected": "not attached",
	}}
}
