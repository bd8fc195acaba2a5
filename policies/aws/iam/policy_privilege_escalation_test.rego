package aws.iam.policy_privilege_escalation_test

import data.aws.iam.policy_privilege_escalation as policy

spec := {"iam": {"admin_managed_policies": ["AdministratorAccess"], "escalation_paths": [
	{"name": "rewrite a policy", "actions": ["iam:CreatePolicyVersion"]},
	{"name": "make an access key for another user", "actions": ["iam:CreateAccessKey"]},
	{"name": "attach a policy to a role", "actions": ["iam:AttachRolePolicy"]},
	{"name": "write an inline policy of a user", "actions": ["iam:PutUserPolicy"]},
	{"name": "join a group", "actions": ["iam:AddUserToGroup"]},
]}}

arn := "arn:aws:iam::111122223333:policy/tools"

judge(statements, owner) := found if {
	one := {"id": arn, "arn": arn, "attributes": {"aws_managed": owner, "policy": {"Statement": statements}}}
	found := policy.deny with input as one
		with data.spec as spec
		with data.snapshot as {
			"aws.iam.policy": {arn: one},
			"aws.iam.role": {},
			"aws.iam.user": {"root2": {"id": "root2", "arn": "arn:aws:iam::111122223333:user/root2", "attributes": {"groups": ["admins"]}}},
			"aws.iam.group": {"admins": {"id": "admins", "arn": "arn:aws:iam::111122223333:group/admins", "attributes": {"inline_policy": [{"name": "all", "policy": {"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}}]}}},
		}
}

allow(action, resource) := {"Effect": "Allow", "Action": action, "Resource": resource}

ways(statements) := {found.because | some found in judge(statements, false)}

passes(statement) if judge(statement, false) == set()

fails(statement) if count(judge(statement, false)) == 1

test_reader_passes if passes([allow(["iam:Get*", "iam:List*", "iam:GenerateCredentialReport"], "*")])

test_users_who_manage_their_own_keys_pass if {
	passes(allow(["iam:*AccessKey*", "iam:ChangePassword", "iam:*LoginProfile"], "arn:aws:iam::*:user/${aws:username}"))
	passes(allow("iam:CreateAccessKey", "arn:aws:iam::*:user/*/${aws:username}"))
}

test_keys_of_others_fail if {
	fails(allow("iam:CreateAccessKey", "*"))
	fails(allow("IAM:createaccesskey", "arn:aws:iam::111122223333:user/*"))
	fails(allow("iam:*", "arn:aws:iam::111122223333:user/${aws:username}*"))
	fails({"Effect": "Allow", "Action": "iam:CreateAccessKey", "NotResource": "arn:aws:iam::*:user/root2"})
	fails({"Effect": "Allow", "NotAction": "iam:Put*", "Resource": "arn:aws:iam::*:user/*"})
}

test_named_administrator_counts if {
	fails(allow("iam:CreateAccessKey", "arn:aws:iam::111122223333:user/root?"))
	fails(allow("iam:AddUserToGroup", "arn:aws:iam::111122223333:group/admins"))
	passes(allow("iam:AddUserToGroup", "arn:aws:iam::111122223333:group/readers"))
}

test_writing_ones_own_permissions_fails if {
	fails(allow("iam:PutUserPolicy", "arn:aws:iam::*:user/${aws:username}"))
	fails(allow("iam:CreatePolicyVersion", arn))
	passes(allow("iam:CreatePolicyVersion", "arn:aws:iam::111122223333:policy/other"))
}

test_resources_of_another_type_or_service_pass if {
	passes(allow("iam:*", "arn:aws:iam::111122223333:server-certificate/*"))
	passes(allow(["iam:CreatePolicyVersion", "s3:PutObject"], "arn:aws:s3:::*"))
	passes(allow("iam:CreateAccessKey", "arn:aws:iam::111122223333:role/*"))
}

test_short_arns_reach_everything if {
	fails(allow("iam:CreatePolicyVersion", "arn:aws:iam::*"))
	fails(allow("iam:CreatePolicyVersion", "arn:aws:iam::111122223333:*"))
	fails(allow("iam:CreatePolicyVersion", "arn:aws-cn:*:*:*:*"))
	fails(allow("iam:CreatePolicyVersion", "arn:*"))
	fails(allow("iam:CreatePolicyVersion", "arn:aws:iam::${aws:PrincipalAccount}:policy/*"))
	fails(allow("iam:CreatePolicyVersion", "arn:aws:iam::111122223333:p*"))
}

test_delegation_under_conditions_passes if {
	bounded := {"StringEquals": {"iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/boundary"}}
	passes(object.union(allow("iam:AttachRolePolicy", "*"), {"Condition": bounded}))
	certain := {"ArnEquals": {"iam:PolicyARN": ["arn:aws:iam::111122223333:policy/app-*", "arn:aws:iam::aws:policy/ReadOnlyAccess"]}}
	passes(object.union(allow("iam:AttachRolePolicy", "*"), {"Condition": certain}))
	tagged := {"StringEquals": {"aws:ResourceTag/team": "${aws:PrincipalTag/team}"}}
	passes(object.union(allow("iam:AttachRolePolicy", "*"), {"Condition": tagged}))
}

test_conditions_that_bind_nothing_fail if {
	fails(object.union(allow("iam:AttachRolePolicy", "*"), {"Condition": {"ArnLike": {"iam:PolicyARN": "arn:aws:iam::aws:policy/*"}}}))
	fails(object.union(allow("iam:AttachRolePolicy", "*"), {"Condition": {"ArnEquals": {"iam:PolicyARN": "arn:aws:iam::aws:policy/AdministratorAccess"}}}))
	fails(object.union(allow("iam:AttachRolePolicy", "*"), {"Condition": {"StringLike": {"aws:ResourceTag/team": "*"}}}))
	fails(object.union(allow("iam:AttachRolePolicy", "*"), {"Condition": {"StringNotEquals": {"iam:PermissionsBoundary": "x"}}}))
	fails(object.union(allow("iam:CreatePolicyVersion", "*"), {"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}}}))
}

test_finding_names_statement_resources_and_ways if {
	judge([allow("s3:*", "*"), {"Sid": "Keys", "Effect": "Allow", "Action": ["iam:CreateAccessKey", "iam:AttachRolePolicy"], "NotResource": "arn:aws:iam::*:user/x"}], false) == {{
		"path": "policy",
		"actual": ["the policy's statement Keys on all but arn:aws:iam::*:user/x"],
		"expected": "no way to more rights",
		"because": "ways to more rights: attach a policy to a role (iam:AttachRolePolicy); make an access key for another user (iam:CreateAccessKey)",
	}}
}

test_policies_of_aws_and_administrators_are_left_alone if {
	judge(allow("iam:*", "*"), true) == set()
	passes(allow("*", "*"))
	passes([])
}
