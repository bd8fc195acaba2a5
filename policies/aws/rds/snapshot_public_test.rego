package aws.rds.snapshot_public_test

import data.aws.rds.snapshot_public

deny(attributes) := found if {
	found := snapshot_public.deny with input as {"id": "db", "attributes": attributes}
}

failure(actual) := {{"path": "shared_accounts", "actual": actual, "expected": "no sharing with all"}}

test_unshared_passes if {
	deny({"shared_accounts": []}) == set()
	deny({"shared_accounts": null}) == set()
	deny({}) == set()
}

test_sharing_with_accounts_is_not_public if deny({"shared_accounts": ["111122223333"]}) == set()

test_public_fails if {
	deny({"shared_accounts": ["all"]}) == failure(["all"])
	deny({"shared_accounts": ["111122223333", "all"]}) == failure(["111122223333", "all"])
	deny({"shared_accounts": ["All"]}) == failure(["All"])
	deny({"shared_accounts": "all"}) == failure("all")
}
