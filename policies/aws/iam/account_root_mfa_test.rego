package aws.iam.account_root_mfa_test

import data.aws.iam.account_root_mfa

deny(partition, password, mfa) := found if {
	found := account_root_mfa.deny with input as {
		"arn": sprintf("arn:%s:iam::111122223333:root", [partition]),
		"attributes": {"root_password_present": password, "root_mfa_enabled": mfa},
	}
}

failure(actual) := {{"path": "root_mfa_enabled", "actual": actual, "expected": true}}

test_root_with_mfa_passes if deny("aws", true, true) == set()

test_root_without_mfa_fails if {
	deny("aws", true, false) == failure(false)
	deny("aws", true, null) == failure(null)
	deny("aws-cn", true, false) == failure(false)
	deny("aws", null, false) == failure(false)
}

test_root_without_password_passes if deny("aws", false, false) == set()

test_root_without_arn_is_judged if {
	found := account_root_mfa.deny with input as {"attributes": {"root_password_present": true, "root_mfa_enabled": false}}
	found == failure(false)
}

test_govcloud_is_unsupported if {
	deny("aws-us-gov", true, false) == {{"path": "root_mfa_enabled", "unsupported": "the root user of GovCloud has no console to sign in to"}}
	deny("aws-us-gov", false, false) == set()
}
