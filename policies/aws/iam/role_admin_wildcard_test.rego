package aws.iam.role_admin_wildcard_test

import data.aws.iam.role_admin_wildcard

spec := {"iam": {"admin_managed_policies": ["AdministratorAccess"]}}

deny(attributes) := found if {
	found := role_admin_wildcard.deny with input as {"attributes": attributes} with data.spec as spec
}

admin := {"Effect": "Allow", "Action": "*", "Resource": "*"}

administrator_access := "arn:aws:iam::aws:policy/AdministratorAccess"

read_only := "arn:aws:iam::aws:policy/ReadOnlyAccess"

test_limited_role_passes if {
	deny({
		"inline_policy": [{"name": "read", "policy": {"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}}],
		"managed_policy_arns": [read_only],
	}) == set()
}

test_role_without_policies_passes if {
	deny({"inline_policy": [], "managed_policy_arns": []}) == set()
	deny({"inline_policy": null, "managed_policy_arns": null}) == set()
	deny({"inline_policy": [{"name": "empty", "policy": null}, {"name": "bare"}]}) == set()
	deny({}) == set()
}

test_inline_admin_fails_by_name if {
	deny({"inline_policy": [{"name": "all", "policy": {"Statement": admin}}]}) == {{
		"path": "inline_policy[all].policy",
		"actual": admin,
		"expected": "no statement that allows everything on every resource",
	}}
}

test_attached_admin_fails_with_the_rest_as_expected if {
	deny({"managed_policy_arns": [administrator_access, read_only]}) == {{
		"path": "managed_policy_arns",
		"actual": [administrator_access, read_only],
		"expected": [read_only],
	}}
}

test_both_fail if {
	count(deny({
		"inline_policy": [{"name": "all", "policy": {"Statement": [admin]}}],
		"managed_policy_arns": [administrator_access],
	})) == 2
}

test_policy_of_the_same_name_in_an_account_passes if {
	deny({"managed_policy_arns": ["arn:aws:iam::123456789012:policy/AdministratorAccess"]}) == set()
}

test_spec_decides_what_counts_as_admin if {
	found := role_admin_wildcard.deny with input as {"attributes": {"managed_policy_arns": ["arn:aws:iam::aws:policy/PowerUserAccess"]}}
		with data.spec as {"iam": {"admin_managed_policies": ["AdministratorAccess", "PowerUserAccess"]}}
	found == {{"path": "managed_policy_arns", "actual": ["arn:aws:iam::aws:policy/PowerUserAccess"], "expected": []}}
}

test_attached_policy_of_ones_own_that_allows_everything_fails if {
	mine := "arn:aws:iam::123456789012:policy/everything"
	found := role_admin_wildcard.deny with input as {"attributes": {"managed_policy_arns": [mine, "arn:aws:iam::aws:policy/PowerUserAccess"]}}
		with data.spec as {"iam": {"admin_managed_policies": ["AdministratorAccess"]}}
		with data.snapshot as {"aws.iam.policy": {
			mine: {"attributes": {"policy": {"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}}},
			"arn:aws:iam::aws:policy/PowerUserAccess": {"attributes": {"policy": {"Statement": {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}}}},
		}}
	found == {{"path": "managed_policy_arns", "actual": [mine, "arn:aws:iam::aws:policy/PowerUserAccess"], "expected": ["arn:aws:iam::aws:policy/PowerUserAccess"]}}
}
