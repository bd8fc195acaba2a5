package lib.iam_trust_test

import data.lib.iam_trust as trust

test_accounts_are_found_in_every_form if {
	trust.accounts_in("111122223333") == {"111122223333"}
	trust.accounts_in("arn:aws:iam::111122223333:root") == {"111122223333"}
	trust.accounts_in("arn:aws-cn:sts::111122223333:assumed-role/a/b") == {"111122223333"}
	trust.accounts_in("*") == set()
	trust.accounts_in("AIDAABCDEFGHIJKLMNOPQ") == set()
	trust.accounts_in("1111222233334") == set()
}

test_services_are_compared_without_region_and_partition if {
	trust.service_name("states.amazonaws.com") == "states"
	trust.service_name("states.us-gov-west-1.amazonaws.com") == "states"
	trust.service_name("ec2.amazonaws.com.cn") == "ec2"
	trust.service_name("monitoring.rds.amazonaws.com") == "monitoring.rds"
}

test_issuers_match_with_and_without_path if {
	shared := [{"issuer": "gitlab.example", "claims": [{"claim": "sub", "pattern": "x"}]}]
	count(trust.claims("gitlab.example", shared)) == 1
	count(trust.claims("gitlab.example/team", shared)) == 1
	count(trust.claims("other.example", shared)) == 0
}

test_assuming_statements_only if {
	assume := {"Effect": "Allow", "Principal": "*", "Action": ["sts:TagSession", "STS:assume*"]}
	tag := {"Effect": "Allow", "Principal": "*", "Action": ["sts:TagSession", "sts:SetSourceIdentity"]}
	trust.assuming({"Statement": [assume, tag]}) == [assume]
	trust.assuming(null) == []
}
