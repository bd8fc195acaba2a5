package aws.s3.bucket_policy_public_test

import data.aws.s3.bucket_policy_public

spec := {"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32}}

deny(policy) := found if {
	found := bucket_policy_public.deny with input as {"attributes": {"policy": policy}} with data.spec as spec
}

failure(statement) := {
	"path": "policy",
	"actual": statement,
	"expected": "no statement that allows everyone without a narrowing condition",
}

public_read := {"Sid": "Read", "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::files/*"}

test_no_policy_passes if {
	deny(null) == set()
	deny({"Statement": []}) == set()
	bucket_policy_public.deny == set() with input as {"attributes": {}} with data.spec as spec
}

test_named_account_passes if {
	deny({"Statement": {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": "s3:*", "Resource": "*"}}) == set()
	deny({"Statement": {"Effect": "Allow", "Principal": {"Service": "logging.s3.amazonaws.com"}, "Action": "s3:PutObject", "Resource": "*"}}) == set()
}

test_denying_everyone_passes if deny({"Statement": [object.union(public_read, {"Effect": "Deny"})]}) == set()

test_narrowed_statement_passes if {
	deny({"Statement": [object.union(public_read, {"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij"}}})]}) == set()
	deny({"Statement": [object.union(public_read, {"Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}})]}) == set()
}

test_public_read_fails if {
	deny({"Statement": [public_read]}) == {failure(public_read)}
	deny({"Statement": public_read}) == {failure(public_read)}
}

test_each_public_statement_is_named if {
	write := {"Sid": "Write", "Effect": "Allow", "Principal": {"AWS": ["*"]}, "Action": "s3:PutObject", "Resource": "*"}
	deny({"Statement": [public_read, write]}) == {failure(public_read), failure(write)}
}

test_loose_condition_fails if {
	statement := object.union(public_read, {"Condition": {"StringLike": {"aws:Referer": "https://example.com/*"}}})
	deny({"Statement": [statement]}) == {failure(statement)}
}

test_whole_internet_as_source_fails if {
	statement := object.union(public_read, {"Condition": {"IpAddress": {"aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"]}}})
	deny({"Statement": [statement]}) == {failure(statement)}
}

test_everyone_but_one_fails if {
	statement := {"Effect": "Allow", "NotPrincipal": {"AWS": "arn:aws:iam::123456789012:user/x"}, "Action": "s3:*", "Resource": "*"}
	deny({"Statement": [statement]}) == {failure(statement)}
}
