package lib.sharing_test

import data.lib.sharing

own := "111122223333"

other := "444455556666"

spec := {
	"s3": {
		"trusted_accounts": ["777788889999"],
		"trusted_organizations": ["o-abcdefghij"],
		"trusted_canonical_users": ["c4c1"],
		"log_writer_accounts": ["127311923021"],
	},
	"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32},
}

statement(members) := object.union({"Sid": "S", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}, members)

judge(members) := found if {
	found := sharing.outsiders({"Statement": [statement(members)]}, own) with data.spec as spec
}

found(principal) := {{"statement": "S", "principal": principal}}

aws(principal) := judge({"Principal": {"AWS": principal}})

test_own_and_trusted_accounts_pass if {
	aws(own) == set()
	aws(111122223333) == set()
	aws("arn:aws:iam::111122223333:root") == set()
	aws(["arn:aws-us-gov:iam::111122223333:role/x", "arn:aws:sts::777788889999:assumed-role/a/b"]) == set()
	sharing.outsiders(null, own) == set() with data.spec as spec
}

test_services_and_identities_of_cloudfront_pass if {
	judge({"Principal": {"Service": "delivery.logs.amazonaws.com"}}) == set()
	aws("arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1") == set()
	judge({"Principal": {"CanonicalUser": "c4c1"}}) == set()
	aws("AROAABCDEFGHIJKLMNOPQ") == set()
}

test_other_accounts_fail if {
	aws(other) == found(other)
	aws(["111122223333", "arn:aws:iam::444455556666:role/x"]) == found("arn:aws:iam::444455556666:role/x")
	judge({"Principal": {"CanonicalUser": "abcd"}}) == found("CanonicalUser abcd")
}

test_an_account_id_inside_of_a_name_does_not_help if {
	aws("arn:aws:iam::444455556666:role/111122223333") == found("arn:aws:iam::444455556666:role/111122223333")
}

test_everybody_fails if {
	judge({"Principal": "*"}) == found("*")
	aws("*") == found("*")
	judge({"NotPrincipal": {"AWS": own}}) == found("everybody but those in NotPrincipal")
}

test_statement_without_sid_is_shown if {
	bare := {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
	got := sharing.outsiders({"Statement": bare}, own) with data.spec as spec
	got == {{"statement": bare, "principal": "*"}}
}

test_denials_let_nobody_in if judge({"Principal": "*", "Effect": "Deny"}) == set()

test_log_writers_only_put if {
	judge({"Principal": {"AWS": "arn:aws:iam::127311923021:root"}, "Action": ["s3:PutObject"]}) == set()
	judge({"Principal": {"AWS": "127311923021"}, "Action": ["s3:PutObject", "s3:GetObject"]}) == found("127311923021")
	judge({"Principal": {"AWS": "127311923021"}, "Action": "s3:Put*"}) == found("127311923021")
}

bound(condition) := judge({"Principal": "*", "Condition": condition})

test_conditions_that_bind_pass if {
	bound({"StringEquals": {"aws:PrincipalAccount": [own, "777788889999"]}}) == set()
	bound({"StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij"}}) == set()
	bound({"StringEquals": {"aws:SourceOrgID": "o-abcdefghij"}}) == set()
	bound({"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-abcdefghij/*"}}) == set()
	bound({"ForAnyValue:StringLike": {"aws:SourceOrgPaths": "o-abcdefghij/r-1/*"}}) == set()
	bound({"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"}}) == set()
	bound({"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}) == set()
	bound({"StringEquals": {"aws:SourceVpce": "vpce-1"}}) == set()
}

test_conditions_that_do_not_bind_fail if {
	bound({"StringEquals": {"aws:PrincipalAccount": [own, other]}}) == found("*")
	bound({"StringEquals": {"aws:PrincipalAccount": []}}) == found("*")
	bound({"StringEqualsIfExists": {"aws:PrincipalAccount": own}}) == found("*")
	bound({"StringNotEquals": {"aws:PrincipalAccount": own}}) == found("*")
	bound({"StringEquals": {"aws:PrincipalOrgID": "o-zzzzzzzzzz"}}) == found("*")
	bound({"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/x"}}) == found("*")
	bound({"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::444455556666:role/x"}}) == found("*")
	bound({"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}) == found("*")
	bound({"StringLike": {"aws:SourceVpce": "vpce-*"}}) == found("*")
	bound({"StringEquals": {"aws:UserAgent": own}}) == found("*")
}

test_network_does_not_excuse_a_named_account if {
	judge({"Principal": {"AWS": other}, "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}) == found(other)
	judge({"Principal": {"AWS": other}, "Condition": {"StringEquals": {"aws:SourceVpc": "vpc-1"}}}) == found(other)
}
