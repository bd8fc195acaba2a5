package aws.s3.bucket_mfa_delete_test

import data.aws.s3.bucket_mfa_delete as policy

judge(versioning, roles) := found if {
	found := policy.deny with input as {"id": "files", "attributes": {"versioning": versioning}}
		with data.spec as {"s3": {"roles": [], "demands": {"mfa_delete": roles}}}
}

failure(path, actual) := {{"path": path, "actual": actual, "expected": "Enabled"}}

test_enabled_passes if judge({"status": "Enabled", "mfa_delete": "Enabled"}, ["*"]) == set()

test_off_fails if {
	judge({"status": "Enabled", "mfa_delete": "Disabled"}, ["*"]) == failure("versioning.mfa_delete", "Disabled")
	judge({"status": "Enabled", "mfa_delete": null}, ["*"]) == failure("versioning.mfa_delete", null)
	judge(null, ["*"]) == failure("versioning.mfa_delete", null)
}

test_suspended_versioning_fails if {
	judge({"status": "Suspended", "mfa_delete": "Enabled"}, ["*"]) == failure("versioning.status", "Suspended")
}

test_no_demand_passes if judge(null, []) == set()
