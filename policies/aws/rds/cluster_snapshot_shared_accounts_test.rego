package aws.rds.cluster_snapshot_shared_accounts_test

import data.aws.rds.cluster_snapshot_shared_accounts

spec := {"rds": {"snapshot_accounts": ["111122223333"]}}

deny(attributes) := found if {
	found := cluster_snapshot_shared_accounts.deny with input as {"id": "db", "attributes": attributes} with data.spec as spec
}

failure(actual) := {"path": "shared_accounts", "actual": actual, "expected": null}

test_unshared_passes if {
	deny({"shared_accounts": []}) == set()
	deny({"shared_accounts": null}) == set()
	deny({}) == set()
}

test_known_accounts_pass if deny({"shared_accounts": ["111122223333"]}) == set()

test_unknown_accounts_fail if {
	deny({"shared_accounts": ["111122223333", "444455556666"]}) == {failure("444455556666")}
	deny({"shared_accounts": "444455556666"}) == {failure("444455556666")}
}

test_public_is_judged_elsewhere if deny({"shared_accounts": ["all"]}) == set()
