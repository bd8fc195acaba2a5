package aws.ssm.document_secrets_test

import data.aws.ssm.document_secrets as policy

judge(found_some) := found if {
	found := policy.deny with input as {"attributes": {"content_has_secrets": found_some}}
}

test_none_passes if judge(false) == set()

test_some_fail if {
	judge(true) == {{"path": "content_has_secrets", "actual": true, "expected": false}}
	count(judge(null)) == 1
}
