package aws.iam.account_root_access_keys_test

import data.aws.iam.account_root_access_keys

deny(present) := found if {
	found := account_root_access_keys.deny with input as {"attributes": {"root_access_keys_present": present}}
}

failure(actual) := {{"path": "root_access_keys_present", "actual": actual, "expected": false}}

test_no_keys_pass if deny(false) == set()

test_keys_fail if {
	deny(true) == failure(true)
	deny(null) == failure(null)
}
