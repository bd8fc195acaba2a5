package aws.iam.user_privilege_escalation_test

import data.aws.iam.user_privilege_escalation as policy

spec := {"iam": {"admin_managed_policies": ["AdministratorAccess"], "escalation_paths": [
	{"name": "rewrite a policy", "actions": ["iam:CreatePolicyVersion"]},
	{"name": "write an inline policy of a group", "actions": ["iam:PutGroupPolicy"]},
	{"name": "new machine", "actions": ["iam:PassRole", "ec2:RunInstances"], "service": ["ec2.amazonaws.com"]},
]}}

account := "arn:aws:iam::111122223333"

tools := "arn:aws:iam::111122223333:policy/tools"

document(statements) := {"id": "x", "attributes": {"policy": {"Statement": statements}}}

judge(attributes, groups, policies) := found if {
	one := {"id": "ada", "arn": "arn:aws:iam::111122223333:user/ada", "attributes": attributes}
	found := policy.deny with input as one
		with data.spec as spec
		with data.snapshot as {
			"aws.iam.policy": policies,
			"aws.iam.role": {},
			"aws.iam.user": {"ada": one},
			"aws.iam.group": {name: {"id": name, "arn": sprintf("arn:aws:iam::111122223333:group/%s", [name]), "attributes": held} | some name, held in groups},
		}
}

allow(action, resource) := {"Effect": "Allow", "Action": action, "Resource": resource}

inline(statement) := {"inline_policy": [{"name": "rights", "policy": {"Statement": [statement]}}]}

test_user_without_rights_passes if {
	judge({"groups": [], "inline_policy": [], "managed_policy_arns": []}, {}, {}) == set()
	judge({}, {}, {}) == set()
}

test_rights_of_user_and_group_add_up if {
	found := judge(
		object.union(inline(allow("iam:PassRole", "*")), {"groups": ["builders"]}),
		{"builders": inline(allow("ec2:Run*", "*"))},
		{},
	)
	found == {{
		"path": "groups",
		"actual": ["group builders's inline policy rights statement #1 on *", "inline policy rights statement #1 on *"],
		"expected": "no way to more rights",
		"because": "ways to more rights: new machine (iam:PassRole + ec2:RunInstances)",
	}}
	judge(inline(allow("iam:PassRole", "*")), {"builders": inline(allow("ec2:Run*", "*"))}, {}) == set()
}

test_denial_of_a_group_takes_away if {
	judge(
		object.union(inline(allow("iam:CreatePolicyVersion", "*")), {"groups": ["limited"]}),
		{"limited": inline({"Effect": "Deny", "Action": "iam:*", "Resource": "*"})},
		{},
	) == set()
}

test_own_group_and_own_policies_count if {
	count(judge(object.union(inline(allow("iam:PutGroupPolicy", "arn:aws:iam::111122223333:group/devs")), {"groups": ["devs"]}), {"devs": {}}, {})) == 1
	judge(object.union(inline(allow("iam:PutGroupPolicy", "arn:aws:iam::111122223333:group/other")), {"groups": ["devs"]}), {"devs": {}}, {}) == set()
	count(judge({"managed_policy_arns": [tools]}, {}, {tools: document([allow("iam:CreatePolicyVersion", tools)])})) == 1
	count(judge({"groups": ["devs"]}, {"devs": {"managed_policy_arns": [tools]}}, {tools: document([allow("iam:CreatePolicyVersion", tools)])})) == 1
}

test_administrators_are_left_alone if {
	judge(inline(allow("*", "*")), {}, {}) == set()
	judge({"groups": ["admins"]}, {"admins": inline(allow("*", "*"))}, {}) == set()
}

test_boundary_takes_away if {
	attributes := object.union(inline(allow("*", "*")), {"permissions_boundary": tools})
	judge(attributes, {}, {tools: document([allow("s3:*", "*")])}) == set()
	count(judge(attributes, {}, {tools: document([allow("iam:*", "*")])})) == 1
	judge(attributes, {}, {}) == {{"path": "permissions_boundary", "unread": sprintf("policy %s is not in the snapshot", [tools])}}
}

test_what_was_not_read_is_unknown if {
	judge({"managed_policy_arns": [tools]}, {}, {}) == {{"path": "managed_policy_arns", "unread": sprintf("policy %s is not in the snapshot", [tools])}}
	judge({"groups": ["devs"]}, {}, {}) == {{"path": "groups", "unread": "group devs is not in the snapshot"}}
	judge({"groups": ["devs"]}, {"devs": {"managed_policy_arns": [tools]}}, {}) == {{"path": "groups", "unread": sprintf("policy %s of group devs is not in the snapshot", [tools])}}
}
