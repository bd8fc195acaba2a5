package aws.iam.policy_admin_wildcard_test

import data.aws.iam.policy_admin_wildcard

deny(document) := found if {
	found := policy_admin_wildcard.deny with input as {"attributes": {"policy": document}}
}

failure(statement) := {
	"path": "policy",
	"actual": statement,
	"expected": "no statement that allows everything on every resource",
}

admin := {"Effect": "Allow", "Action": "*", "Resource": "*"}

read := {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "arn:aws:s3:::files/*"}

test_limited_policy_passes if deny({"Statement": [read]}) == set()

test_service_wildcard_passes if deny({"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}) == set()

test_deny_passes if deny({"Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}) == set()

test_no_document_passes if {
	deny(null) == set()
	deny({"Statement": []}) == set()
	policy_admin_wildcard.deny == set() with input as {"attributes": {}}
}

test_admin_fails if {
	deny({"Statement": [read, admin]}) == {failure(admin)}
	deny({"Statement": admin}) == {failure(admin)}
}

test_aws_managed_administrator_access_fails if {
	found := policy_admin_wildcard.deny with input as {
		"arn": "arn:aws:iam::aws:policy/AdministratorAccess",
		"attributes": {"aws_managed": true, "attachment_count": 1, "policy": {"Statement": [admin]}},
	}
	found == {failure(admin)}
}

test_lists_fail if {
	statement := {"Effect": "Allow", "Action": ["ec2:*", "*:*"], "Resource": ["*"]}
	deny({"Statement": [statement]}) == {failure(statement)}
}

test_all_but_some_actions_fail if {
	statement := {"Effect": "Allow", "NotAction": ["iam:*"], "Resource": "*"}
	deny({"Statement": [statement]}) == {failure(statement)}
}
