package aws.sns.subscription_https_test

import data.aws.sns.subscription_https as policy

judge(protocol) := found if {
	found := policy.deny with input as {"attributes": {"protocol": protocol}}
}

test_other_protocols_pass if {
	judge("https") == set()
	judge("email") == set()
	judge("sqs") == set()
}

test_plain_http_fails if judge("http") == {{"path": "protocol", "actual": "http", "expected": "https"}}
