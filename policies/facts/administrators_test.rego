package facts.administrators_test

import data.facts.administrators

spec := {"iam": {"admin_managed_policies": ["AdministratorAccess"]}}

admin := {"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}

own := "arn:aws:iam::111122223333:policy/all"

users(snapshot) := found if {
	found := administrators.users with data.snapshot as snapshot with data.spec as spec
}

test_without_power_nobody_is_one if {
	users({}) == set()
	users({
		"aws.iam.user": {"ada": {"attributes": {"groups": ["readers"], "managed_policy_arns": [own], "inline_policy": null}}},
		"aws.iam.group": {"readers": {"attributes": {}}, "admins": {"attributes": {"inline_policy": [{"policy": admin}]}}},
		"aws.iam.policy": {own: {"attributes": {"policy": {"Statement": []}}}},
	}) == set()
}

test_own_policies_count if {
	users({"aws.iam.user": {
		"inline": {"attributes": {"inline_policy": [{"name": "x", "policy": admin}]}},
		"managed": {"attributes": {"managed_policy_arns": ["arn:aws-cn:iam::aws:policy/AdministratorAccess"]}},
	}}) == {"inline", "managed"}
}

test_policies_of_the_account_count_by_what_they_say if {
	users({
		"aws.iam.user": {"ada": {"attributes": {"managed_policy_arns": [own]}}, "bob": {"attributes": {"managed_policy_arns": []}}},
		"aws.iam.policy": {own: {"attributes": {"policy": admin}}},
	}) == {"ada"}
}

test_groups_pass_it_on if {
	users({
		"aws.iam.user": {"ada": {"attributes": {"groups": ["staff", "admins"]}}, "bob": {"attributes": {"groups": ["staff"]}}},
		"aws.iam.group": {
			"admins": {"attributes": {"managed_policy_arns": ["arn:aws:iam::aws:policy/AdministratorAccess"]}},
			"staff": {"attributes": {}},
		},
	}) == {"ada"}
}
