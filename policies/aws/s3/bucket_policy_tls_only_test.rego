package aws.s3.bucket_policy_tls_only_test

import data.aws.s3.bucket_policy_tls_only

both := ["arn:aws:s3:::files", "arn:aws:s3:::files/*"]

good := {
	"Sid": "TlsOnly",
	"Effect": "Deny",
	"Principal": "*",
	"Action": "s3:*",
	"Resource": both,
	"Condition": {"Bool": {"aws:SecureTransport": "false"}},
}

judge(statements) := found if {
	found := bucket_policy_tls_only.deny with input as {"attributes": {
		"bucket": "files",
		"policy": {"Version": "2012-10-17", "Statement": statements},
	}}
}

# The verdict on the good statement with some members replaced.
changed(members) := judge([object.union(object.remove(good, object.keys(members)), members)])

failure(actual) := {{
	"path": "policy",
	"actual": actual,
	"expected": "a statement that denies aws:SecureTransport=false",
}}

none := failure("no statement denies aws:SecureTransport=false")

partial := failure("the denial of aws:SecureTransport=false leaves out the bucket or some of its objects")

test_statement_passes if {
	judge([good]) == set()
	judge(good) == set()
}

test_other_statements_do_not_matter if {
	judge([{"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "s3:*", "Resource": both}, good]) == set()
}

test_spellings_of_everyone_pass if {
	changed({"Principal": {"AWS": "*"}}) == set()
	changed({"Principal": {"AWS": ["*"]}}) == set()
}

test_spellings_of_every_action_pass if {
	changed({"Action": "*"}) == set()
	changed({"Action": ["s3:GetObject", "S3:*"]}) == set()
}

test_spellings_of_the_condition_pass if {
	changed({"Condition": {"Bool": {"AWS:securetransport": "False"}}}) == set()
	changed({"Condition": {"Bool": {"aws:SecureTransport": false}}}) == set()
	changed({"Condition": {"Bool": {"aws:SecureTransport": ["false"]}}}) == set()
}

test_condition_if_exists_passes if {
	changed({"Condition": {"BoolIfExists": {"aws:SecureTransport": "false"}}}) == set()
}

test_wildcard_resources_pass if {
	changed({"Resource": "*"}) == set()
	changed({"Resource": "arn:aws:s3:::*"}) == set()
	changed({"Resource": "arn:aws:s3:::files*"}) == set()
	changed({"Resource": "arn:*:s3:::file?*"}) == set()
	changed({"Resource": ["arn:aws:s3:::other", "arn:aws:s3:::files", "arn:aws:s3:::files/*"]}) == set()
}

test_other_partitions_pass if {
	changed({"Resource": ["arn:aws-us-gov:s3:::files", "arn:aws-us-gov:s3:::files/*"]}) == set()
	changed({"Resource": ["arn:aws-cn:s3:::files", "arn:aws-cn:s3:::files/*"]}) == set()
}

test_two_statements_share_the_work if {
	judge([
		object.union(good, {"Resource": "arn:aws:s3:::files"}),
		object.union(good, {"Resource": "arn:aws:s3:::files/*"}),
	]) == set()
}

test_no_policy_fails if {
	bucket_policy_tls_only.deny == failure(null) with input as {"attributes": {"bucket": "files", "policy": null}}
	bucket_policy_tls_only.deny == failure(null) with input as {"attributes": {"bucket": "files"}}
}

test_policy_without_the_statement_fails if {
	judge([]) == none
	judge(null) == none
	judge([{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": both}]) == none
}

test_wrong_effect_fails if changed({"Effect": "Allow"}) == none

test_named_principal_fails if {
	changed({"Principal": {"AWS": "arn:aws:iam::123456789012:root"}}) == none
}

test_some_actions_fail if {
	changed({"Action": "s3:GetObject"}) == none
	changed({"Action": ["s3:Get*", "s3:Put*"]}) == none
	changed({"Action": null}) == none
}

test_wrong_value_fails if {
	changed({"Condition": {"Bool": {"aws:SecureTransport": "true"}}}) == none
	changed({"Condition": {"Bool": {"aws:SecureTransport": []}}}) == none
	changed({"Condition": {"Bool": {"aws:SecureTransport": null}}}) == none
}

test_wrong_operator_fails if {
	changed({"Condition": {"Null": {"aws:SecureTransport": "false"}}}) == none
}

test_wrong_key_fails if {
	changed({"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}}}) == none
}

test_narrowing_condition_fails if {
	changed({"Condition": {"Bool": {"aws:SecureTransport": "false"}, "StringEquals": {"aws:SourceVpc": "vpc-1"}}}) == none
	changed({"Condition": {"Bool": {"aws:SecureTransport": "false", "aws:ViaAWSService": "false"}}}) == none
}

test_objects_only_fails if changed({"Resource": "arn:aws:s3:::files/*"}) == partial

test_bucket_only_fails if {
	changed({"Resource": "arn:aws:s3:::files"}) == partial
	changed({"Resource": ["arn:aws:s3:::files", "arn:aws:s3:::files/public/*"]}) == partial
	changed({"Resource": ["arn:aws:s3:::files", "arn:aws:s3:::files/a"]}) == partial
	changed({"Resource": ["arn:aws:s3:::files", "arn:aws:s3:::files/"]}) == partial
}

test_other_bucket_fails if {
	changed({"Resource": ["arn:aws:s3:::file", "arn:aws:s3:::file/*"]}) == partial
	changed({"Resource": ["arn:aws:s3:::xfiles", "arn:aws:s3:::xfiles/*"]}) == partial
	changed({"Resource": ["arn:aws:s3:::files-2", "arn:aws:s3:::files-2/*"]}) == partial
}

test_dots_are_no_wildcards if {
	found := bucket_policy_tls_only.deny with input as {"attributes": {
		"bucket": "a-b",
		"policy": {"Statement": [object.union(good, {"Resource": ["arn:aws:s3:::a.b", "arn:aws:s3:::a.b/*"]})]},
	}}
	found == partial
}

test_patterns_with_other_characters_cover_nothing if {
	changed({"Resource": ["arn:aws:s3:::files", "arn:aws:s3:::files/${aws:username}/*"]}) == partial
	changed({"Resource": ["arn:aws:s3:::files", "arn:aws:s3:::file[s]/*"]}) == partial
	changed({"Resource": ["arn:aws:s3:::files", "arn:aws:s3:::files(*"]}) == partial
}

test_unknown_bucket_name_needs_a_wildcard if {
	found := bucket_policy_tls_only.deny with input as {"attributes": {"bucket": null, "policy": {"Statement": [good]}}}
	found == partial
}
