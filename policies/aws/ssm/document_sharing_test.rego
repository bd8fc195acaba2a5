package aws.ssm.document_sharing_test

import data.aws.ssm.document_sharing as policy

judge(permissions) := found if {
	found := policy.deny with input as {"scope": {"account": "111122223333"}, "attributes": {"permissions": permissions}}
		with data.spec as {"ssm": {"trusted_accounts": ["444455556666"]}}
}

failure(account) := {"path": "permissions.account_ids", "actual": account, "expected": "this account, or one that the spec names"}

test_private_or_trusted_passes if {
	judge(null) == set()
	judge({"type": "Share", "account_ids": []}) == set()
	judge({"type": "Share", "account_ids": ["111122223333", "444455556666"]}) == set()
}

test_public_fails if {
	judge({"type": "Share", "account_ids": ["all"]}) == {failure("all")}
	judge({"type": "Share", "account_ids": ["444455556666", "All"]}) == {failure("All")}
}

test_strangers_fail if judge({"type": "Share", "account_ids": ["777788889999"]}) == {failure("777788889999")}
