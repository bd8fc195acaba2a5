package facts.iam_test

import data.facts.iam

everything := {"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}

spec := {"iam": {"admin_managed_policies": ["AdministratorAccess"]}}

administrator := "arn:aws:iam::aws:policy/AdministratorAccess"

own := "arn:aws:iam::111122223333:policy/own"

tools := "arn:aws:iam::111122223333:policy/tools"

snapshot := {
	"aws.iam.policy": {
		own: {"arn": own, "attributes": {"policy": everything}},
		tools: {"arn": tools, "attributes": {"policy": {"Statement": [{"Sid": "Run", "Effect": "Allow", "Action": "ec2:Run*", "Resource": "*"}]}}},
		"empty": {"arn": "empty", "attributes": {"policy": null}},
	},
	"aws.iam.role": {
		"boss": {"arn": "role/boss", "attributes": {"managed_policy_arns": [own]}},
		"app": {"arn": "role/app", "attributes": {"managed_policy_arns": [tools], "inline_policy": null}},
		"slr": {"arn": "role/slr", "attributes": {"service_linked": true, "managed_policy_arns": [administrator]}},
	},
	"aws.iam.group": {
		"admins": {"arn": "group/admins", "attributes": {"inline_policy": [{"name": "all", "policy": everything}]}},
		"devs": {"arn": "group/devs", "attributes": {"managed_policy_arns": []}},
	},
	"aws.iam.user": {
		"ada": {"arn": "user/ada", "attributes": {"groups": ["devs", "admins"]}},
		"bob": {"arn": "user/bob", "attributes": {"groups": ["devs"]}},
		"eve": {"arn": "user/eve", "attributes": {"groups": null, "managed_policy_arns": [administrator]}},
	},
}

test_administrators_are_found_by_policy_and_group if {
	policies := iam.administrator_policies with data.spec as spec with data.snapshot as snapshot
	policies == {own}
	groups := iam.administrator_groups with data.spec as spec with data.snapshot as snapshot
	groups == {"admins"}
	found := iam.administrators with data.spec as spec with data.snapshot as snapshot
	found == {"role": {"role/boss"}, "user": {"user/ada", "user/eve"}, "group": {"group/admins"}}
}

test_empty_account_has_nobody if {
	found := iam.administrators with data.spec as spec with data.snapshot as {}
	found == {"role": set(), "user": set(), "group": set()}
}
