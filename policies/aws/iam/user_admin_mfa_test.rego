package aws.iam.user_admin_mfa_test

import data.aws.iam.user_admin_mfa

admin := {"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}

deny(attributes, group_policy) := found if {
	user := {"id": "ada", "attributes": object.union({"groups": ["staff"]}, attributes)}
	found := user_admin_mfa.deny with input as user
		with data.spec as {"iam": {"admin_managed_policies": ["AdministratorAccess"]}}
		with data.snapshot as {
			"aws.iam.user": {"ada": user},
			"aws.iam.group": {"staff": {"attributes": {"inline_policy": [{"name": "p", "policy": group_policy}]}}},
		}
}

failure(actual) := {{
	"path": "mfa_active",
	"actual": actual,
	"expected": true,
	"because": "user ada -> policies of its own or of its groups -> administrator access",
}}

key := {"index": 1, "active": true}

test_administrator_with_mfa_passes if deny({"password_enabled": true, "mfa_active": true}, admin) == set()

test_administrator_without_mfa_fails if {
	deny({"password_enabled": true, "mfa_active": false}, admin) == failure(false)
	deny({"password_enabled": false, "mfa_active": false, "access_keys": [key]}, admin) == failure(false)
	deny({"password_enabled": null, "mfa_active": null}, admin) == failure(null)
}

test_others_pass if deny({"password_enabled": true, "mfa_active": false}, {"Statement": []}) == set()

test_administrator_who_cannot_come_in_passes if {
	off := object.union(key, {"active": false})
	deny({"password_enabled": false, "mfa_active": false, "access_keys": []}, admin) == set()
	deny({"password_enabled": false, "mfa_active": false, "access_keys": [off]}, admin) == set()
}
