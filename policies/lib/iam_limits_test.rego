package lib.iam_limits_test

import data.lib.iam_limits

test_documents_of_aws_are_left_out if {
	iam_limits.managed({"aws_managed": true, "policy": {}}) == []
	iam_limits.managed({"aws_managed": false, "policy": {"Version": "x"}}) == [{"path": "policy", "document": {"Version": "x"}}]
}

test_inline_documents_are_named if {
	iam_limits.inline({"inline_policy": [{"name": "a", "policy": {"Version": "x"}}, {}]}) == [
		{"path": "inline_policy[a].policy", "document": {"Version": "x"}},
		{"path": "inline_policy[].policy", "document": null},
	]
	iam_limits.inline({"inline_policy": null}) == []
}
