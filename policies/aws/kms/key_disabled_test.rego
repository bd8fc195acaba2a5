package aws.kms.key_disabled_test

import data.aws.kms.key_disabled

deny(manager, state) := found if {
	found := key_disabled.deny with input as {"attributes": {"key_manager": manager, "key_state": state}}
}

failure(actual) := {{"path": "key_state", "actual": actual, "expected": "Enabled"}}

test_enabled_keys_pass if deny("CUSTOMER", "Enabled") == set()

test_keys_on_their_way_pass if {
	deny("CUSTOMER", "PendingDeletion") == set()
	deny("CUSTOMER", "PendingImport") == set()
}

test_disabled_keys_fail if {
	deny("CUSTOMER", "Disabled") == failure("Disabled")
	deny("CUSTOMER", "Unavailable") == failure("Unavailable")
	deny(null, null) == failure(null)
}

test_keys_of_aws_pass if deny("AWS", "Disabled") == set()
