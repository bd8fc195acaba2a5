package aws.iam.identity_full_service_access_test

import data.aws.iam.identity_full_service_access as policy

spec := {"iam": {"full_access_services": ["kms", "cloudtrail"]}}

judge(statements) := found if {
	found := policy.deny with input as {"attributes": {"inline_policy": [{"name": "fine", "policy": null}, {"name": "rights", "policy": {"Statement": statements}}]}} with data.spec as spec
}

allow(action, resource) := {"Effect": "Allow", "Action": action, "Resource": resource}

test_some_actions_pass if {
	judge([allow(["kms:Decrypt", "kms:Describe*", "cloudtrail:Get*"], "*")]) == set()
	judge([allow("kms:*", "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab")]) == set()
	judge([allow("kmsx:*", "*")]) == set()
	judge([]) == set()
}

test_all_actions_fail if {
	judge([allow("KMS:*", "*")]) == {{
		"path": "inline_policy[rights].policy",
		"actual": "statement #1 allows kms:* on *",
		"expected": "only the actions of kms that are needed",
	}}
	count(judge([allow(["k?s:*", "cloudtrail:**"], "arn:aws:*:*:*:*")])) == 2
	count(judge([allow("*", "*")])) == 2
}

test_keys_of_a_region_are_every_resource if {
	count(judge(allow("kms:*", "arn:aws:kms:eu-west-1:111122223333:key/*"))) == 1
	judge(allow("kms:*", "arn:aws:cloudtrail:*:*:trail/*")) == set()
}

test_leaving_out_something_else_fails if {
	count(judge({"Sid": "Most", "Effect": "Allow", "NotAction": ["iam:*", "cloudtrail:*"], "Resource": "*"})) == 1
	judge({"Effect": "Allow", "NotAction": ["kms:*", "cloudtrail:*"], "Resource": "*"}) == set()
}

test_denial_takes_away if {
	judge([allow("kms:*", "*"), {"Effect": "Deny", "Action": "kms:*", "Resource": "*"}]) == set()
	count(judge([allow("kms:*", "*"), {"Effect": "Deny", "Action": "kms:ScheduleKeyDeletion", "Resource": "*"}])) == 1
}

test_identity_without_policies_passes if {
	found := policy.deny with input as {"attributes": {"inline_policy": []}} with data.spec as spec
	found == set()
}
