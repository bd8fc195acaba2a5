package aws.iam.group_privilege_escalation_test

import data.aws.iam.group_privilege_escalation as policy

spec := {"iam": {"admin_managed_policies": ["AdministratorAccess"], "escalation_paths": [
	{"name": "write an inline policy of a group", "actions": ["iam:PutGroupPolicy"]},
	{"name": "rewrite a policy", "actions": ["iam:CreatePolicyVersion"]},
]}}

tools := "arn:aws:iam::111122223333:policy/tools"

judge(attributes, policies) := found if {
	one := {"id": "devs", "arn": "arn:aws:iam::111122223333:group/devs", "attributes": attributes}
	found := policy.deny with input as one
		with data.spec as spec
		with data.snapshot as {"aws.iam.policy": policies, "aws.iam.role": {}, "aws.iam.user": {}, "aws.iam.group": {"devs": one}}
}

inline(action, resource) := {"inline_policy": [{"name": "rights", "policy": {"Statement": {"Effect": "Allow", "Action": action, "Resource": resource}}}]}

test_group_without_ways_passes if {
	judge(inline("ec2:Describe*", "*"), {}) == set()
	judge({}, {}) == set()
}

test_group_that_writes_itself_fails if {
	count(judge(inline("iam:PutGroupPolicy", "arn:aws:iam::111122223333:group/devs"), {})) == 1
	judge(inline("iam:PutGroupPolicy", "arn:aws:iam::111122223333:group/other"), {}) == set()
}

test_managed_policy_of_aws_counts_for_its_holder if {
	full := "arn:aws:iam::aws:policy/IAMFullAccess"
	found := judge({"managed_policy_arns": [full]}, {full: {"id": full, "attributes": {"aws_managed": true, "policy": {"Statement": [{"Effect": "Allow", "Action": ["iam:*"], "Resource": "*"}]}}}})
	found == {{
		"path": "managed_policy_arns",
		"actual": ["policy arn:aws:iam::aws:policy/IAMFullAccess statement #1 on *"],
		"expected": "no way to more rights",
		"because": "ways to more rights: rewrite a policy (iam:CreatePolicyVersion); write an inline policy of a group (iam:PutGroupPolicy)",
	}}
}

test_administrators_are_left_alone if judge(inline("*", "*"), {}) == set()

test_policy_that_was_not_read_is_unknown if {
	judge({"managed_policy_arns": [tools]}, {}) == {{"path": "managed_policy_arns", "unread": sprintf("policy %s is not in the snapshot", [tools])}}
}
