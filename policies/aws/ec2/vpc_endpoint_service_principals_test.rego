package aws.ec2.vpc_endpoint_service_principals_test

import data.aws.ec2.vpc_endpoint_service_principals

judge(principals) := found if {
	found := vpc_endpoint_service_principals.deny with input as {"scope": {"account": "111122223333"}, "attributes": {"allowed_principals": principals}}
		with data.spec as {"vpc": {"trusted_accounts": ["222233334444"]}}
}

failure(principal) := {"path": "allowed_principals", "actual": principal, "expected": "principals of trusted accounts only"}

test_trusted_accounts_and_nobody_pass if {
	judge([]) == set()
	judge(null) == set()
	judge(["arn:aws:iam::111122223333:root", "arn:aws-us-gov:iam::222233334444:role/x"]) == set()
}

test_others_fail if {
	judge(["*"]) == {failure("*")}
	judge(["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:root"]) == {failure("arn:aws:iam::444455556666:root")}
	judge(["arn:aws:iam::*:root"]) == {failure("arn:aws:iam::*:root")}
	judge(["vpce.amazonaws.com"]) == {failure("vpce.amazonaws.com")}
}
