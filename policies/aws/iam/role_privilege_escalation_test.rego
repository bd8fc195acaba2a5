package aws.iam.role_privilege_escalation_test

import data.aws.iam.role_privilege_escalation as policy

paths := [
	{"name": "rewrite a policy", "actions": ["iam:CreatePolicyVersion"]},
	{"name": "write an inline policy of a role", "actions": ["iam:PutRolePolicy"]},
	{"name": "new function", "actions": ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"], "service": ["lambda.amazonaws.com"]},
	{"name": "new machine", "actions": ["iam:PassRole", "ec2:RunInstances"], "service": ["ec2.amazonaws.com"]},
	{"name": "other code of a function", "actions": ["lambda:UpdateFunctionCode"]},
	{"name": "command on a machine", "actions": ["ssm:SendCommand"]},
]

spec := {"iam": {"admin_managed_policies": ["AdministratorAccess"], "escalation_paths": paths}}

arn := "arn:aws:iam::111122223333:role/app"

managed(name) := sprintf("arn:aws:iam::111122223333:policy/%s", [name])

documents(by_name) := {managed(name): {"id": managed(name), "arn": managed(name), "attributes": {"policy": {"Statement": document}}} |
	some name, document in by_name
}

judge(attributes, policies) := found if {
	found := policy.deny with input as {"id": "app", "arn": arn, "attributes": attributes}
		with data.spec as spec
		with data.snapshot as {
			"aws.iam.policy": documents(policies),
			"aws.iam.role": {"app": {"id": "app", "arn": arn, "attributes": attributes}, "boss": boss},
			"aws.iam.user": {},
			"aws.iam.group": {},
		}
}

boss := {"id": "boss", "arn": "arn:aws:iam::111122223333:role/ops/boss", "attributes": {"managed_policy_arns": ["arn:aws:iam::aws:policy/AdministratorAccess"]}}

inline(statements) := {"inline_policy": [{"name": "rights", "policy": {"Statement": statements}}]}

allow(action, resource) := {"Effect": "Allow", "Action": action, "Resource": resource}

ways(attributes) := {found.because | some found in judge(attributes, {})}

passes(statements) if judge(inline(statements), {}) == set()

fails(statements) if {
	found := judge(inline(statements), {})
	count(found) > 0
	every one in found {
		one.because
	}
}

test_execution_role_passes if {
	passes([
		allow("logs:CreateLogGroup", "arn:aws:logs:eu-west-1:111122223333:*"),
		allow(["logs:CreateLogStream", "logs:PutLogEvents"], "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/app:*"),
		allow(["dynamodb:GetItem", "dynamodb:Query"], "arn:aws:dynamodb:eu-west-1:111122223333:table/orders"),
	])
}

test_machine_agent_passes if {
	passes([
		allow(["ssm:DescribeAssociation", "ssm:GetDocument", "ssm:PutInventory", "ssm:UpdateInstanceInformation"], "*"),
		allow(["ssmmessages:*", "ec2messages:*", "s3:GetObject", "s3:PutObject"], "*"),
	])
}

test_replication_role_passes if {
	passes([
		allow(["s3:GetReplicationConfiguration", "s3:ListBucket"], "arn:aws:s3:::source"),
		allow(["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl"], "arn:aws:s3:::source/*"),
		allow(["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"], "arn:aws:s3:::target/*"),
	])
}

# Deploys named functions with one named role.
test_deployment_by_name_passes if {
	passes([
		allow(["lambda:CreateFunction", "lambda:UpdateFunctionCode", "lambda:InvokeFunction"], "arn:aws:lambda:*:111122223333:function:shop-*"),
		allow("iam:PassRole", "arn:aws:iam::111122223333:role/shop-execution"),
	])
}

test_power_user_fails_where_running_things_can_be_taken_over if {
	found := judge(inline([{"Effect": "Allow", "NotAction": ["iam:*", "organizations:*", "account:*"], "Resource": "*"}, allow(["iam:CreateServiceLinkedRole", "iam:ListRoles"], "*")]), {})
	found == {{
		"path": "inline_policy[rights].policy",
		"actual": ["inline policy rights statement #1 on *"],
		"expected": "no way to more rights",
		"because": "ways to more rights: command on a machine (ssm:SendCommand); other code of a function (lambda:UpdateFunctionCode)",
	}}
}

test_rights_of_several_policies_add_up if {
	found := judge(
		{
			"inline_policy": [{"name": "rights", "policy": {"Statement": [object.union(allow("iam:PassRole", "*"), {"Sid": "Pass"})]}}],
			"managed_policy_arns": [managed("functions")],
		},
		{"functions": [allow(["LAMBDA:Create*", "lambda:Invoke?unction"], "*")]},
	)
	found == {{
		"path": "inline_policy[rights].policy",
		"actual": [
			"inline policy rights statement Pass on *",
			"policy arn:aws:iam::111122223333:policy/functions statement #1 on *",
		],
		"expected": "no way to more rights",
		"because": "ways to more rights: new function (iam:PassRole + lambda:CreateFunction + lambda:InvokeFunction)",
	}}
}

test_half_a_way_passes if {
	passes([allow("iam:PassRole", "*"), allow("lambda:CreateFunction", "*")])
	passes([allow(["lambda:CreateFunction", "lambda:InvokeFunction", "ec2:RunInstances"], "*")])
}

pass_to(operator, service) := object.union(allow("iam:PassRole", "*"), {"Condition": {operator: {"iam:PassedToService": service}}})

test_role_that_is_passed_to_another_service_passes if {
	passes([pass_to("StringEquals", "ecs-tasks.amazonaws.com"), allow("ec2:RunInstances", "*")])
	passes([pass_to("StringEqualsIfExists", "ecs-tasks.amazonaws.com"), allow("ec2:RunInstances", "*")])
	fails([pass_to("StringLike", "e*.amazonaws.com"), allow("ec2:RunInstances", "*")])
	fails([pass_to("StringNotEquals", "ecs-tasks.amazonaws.com"), allow("ec2:RunInstances", "*")])
}

test_named_role_counts_when_it_is_an_administrator if {
	fails([allow("iam:PassRole", "arn:aws:iam::111122223333:role/ops/*"), allow("ec2:RunInstances", "*")])
	fails([allow("iam:PassRole", "arn:aws:iam::${aws:PrincipalAccount}:role/ops/b*"), allow("ec2:RunInstances", "*")])
	passes([allow("iam:PassRole", "arn:aws:iam::111122223333:role/app*"), allow("ec2:RunInstances", "*")])
	passes([
		allow("iam:PassRole", "arn:aws:iam::111122223333:role/ops/*"),
		{"Effect": "Deny", "Action": "iam:Pass*", "Resource": "arn:aws:iam::111122223333:role/ops/boss"},
		allow("ec2:RunInstances", "*"),
	])
}

test_writing_permissions_of_oneself_fails if {
	fails([allow("iam:PutRolePolicy", arn)])
	passes([allow("iam:PutRolePolicy", "arn:aws:iam::111122223333:role/other")])
	attributes := {"managed_policy_arns": [managed("self")]}
	count(judge(attributes, {"self": [allow("iam:CreatePolicyVersion", managed("self"))]})) == 1
	judge(attributes, {"self": [allow("iam:CreatePolicyVersion", managed("other"))]}) == set()
}

test_second_factor_is_no_excuse if {
	fails([object.union(allow("iam:CreatePolicyVersion", "*"), {"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}})])
}

test_denial_takes_away if {
	passes([allow("iam:*", "*"), {"Effect": "Deny", "Action": ["iam:*PolicyVersion", "iam:Put*"], "Resource": "*"}])
	passes([allow("iam:PutRolePolicy", "*"), {"Effect": "Deny", "NotAction": "sts:*", "Resource": "*"}])
	fails([allow("iam:CreatePolicyVersion", "*"), {"Effect": "Deny", "Action": "iam:CreatePolicyVersion", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}])
	fails([allow("iam:CreatePolicyVersion", "*"), {"Effect": "Deny", "Action": "iam:CreatePolicyVersion", "Resource": managed("one")}])
}

test_boundary_takes_away if {
	attributes := object.union(inline([allow("*", "*")]), {"permissions_boundary": managed("boundary")})
	judge(attributes, {"boundary": [allow(["s3:*", "iam:List*"], "*")]}) == set()
	found := judge(attributes, {"boundary": [allow(["s3:*", "ssm:*"], "*")]})
	{one.because | some one in found} == {"ways to more rights: command on a machine (ssm:SendCommand)"}
	judge(attributes, {}) == {{"path": "permissions_boundary", "unread": sprintf("policy %s is not in the snapshot", [managed("boundary")])}}
	judge(object.union(inline([allow("s3:*", "*")]), {"permissions_boundary": managed("boundary")}), {}) == set()
}

test_policy_that_was_not_read_is_unknown if {
	judge({"managed_policy_arns": [managed("lost")]}, {}) == {{"path": "managed_policy_arns", "unread": sprintf("policy %s is not in the snapshot", [managed("lost")])}}
}

test_administrators_and_roles_of_services_are_left_alone if {
	judge(inline([allow("*", "*")]), {}) == set()
	judge({"managed_policy_arns": ["arn:aws:iam::aws:policy/AdministratorAccess"]}, {}) == set()
	judge(object.union(inline([allow("iam:*", "*")]), {"service_linked": true}), {}) == set()
}

test_role_without_policies_passes if {
	judge({}, {}) == set()
	judge({"inline_policy": null, "managed_policy_arns": [], "permissions_boundary": null}, {}) == set()
	judge(inline(null), {}) == set()
}
