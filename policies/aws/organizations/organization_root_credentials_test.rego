package aws.organizations.organization_root_credentials_test

import data.aws.organizations.organization_root_credentials

deny(enabled, wanted) := found if {
	found := organization_root_credentials.deny with input as {"attributes": {"enabled_features": enabled}}
		with data.spec as {"iam": {"credentials": {"root_management_features": wanted}}}
}

failure(actual, wanted) := {{"path": "enabled_features", "actual": actual, "expected": wanted}}

test_wanted_features_pass if {
	deny(["RootCredentialsManagement"], ["RootCredentialsManagement"]) == set()
	deny(["RootSessions", "RootCredentialsManagement"], ["RootCredentialsManagement"]) == set()
	deny(null, []) == set()
}

test_missing_features_fail if {
	deny([], ["RootCredentialsManagement"]) == failure([], ["RootCredentialsManagement"])
	deny(null, ["RootCredentialsManagement"]) == failure([], ["RootCredentialsManagement"])
	both := ["RootCredentialsManagement", "RootSessions"]
	deny(["RootSessions"], both) == failure(["RootSessions"], both)
}
