package aws.iam.account_required_roles_test

import data.aws.iam.account_required_roles as policy

judge(roles) := found if {
	found := policy.deny with input as {"id": "111122223333", "attributes": {"account_id": "111122223333"}}
		with data.spec as {"iam": {"required_role_policies": ["AWSSupportAccess"]}}
		with data.snapshot as {"aws.iam.role": {name: {"id": name, "attributes": attributes} | some name, attributes in roles}}
}

support := "arn:aws:iam::aws:policy/AWSSupportAccess"

test_role_with_the_policy_passes if judge({"help": {"service_linked": false, "managed_policy_arns": ["x", support]}}) == set()

failure := {{
	"path": "account_id",
	"actual": null,
	"expected": "a role with the policy AWSSupportAccess",
	"because": "no role of the account has the AWS managed policy AWSSupportAccess attached",
}}

test_no_role_fails if {
	judge({}) == failure
	judge({"a": {"managed_policy_arns": ["arn:aws:iam::111122223333:policy/AWSSupportAccess"]}, "b": {"managed_policy_arns": null}}) == failure
	judge({"slr": {"service_linked": true, "managed_policy_arns": [support]}}) == failure
}
