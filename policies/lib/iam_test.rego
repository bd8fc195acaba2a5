package lib.iam_test

import data.lib.iam

spec := {
	"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32},
	"iam": {"admin_managed_policies": ["AdministratorAccess"]},
}

test_one_statement_counts_like_a_list if {
	allow := {"Effect": "Allow"}
	deny := {"Effect": "Deny"}
	iam.allowing({"Statement": allow}) == [allow]
	iam.allowing({"Statement": [allow, deny]}) == [allow]
	iam.denying({"Statement": deny}) == [deny]
	iam.denying({"Statement": [allow, deny]}) == [deny]
}

test_no_document_has_no_statements if {
	iam.statements(null) == []
	iam.statements("text") == []
	iam.statements({}) == []
	iam.statements({"Statement": null}) == []
	iam.statements({"Statement": ["text", null]}) == []
}

admin(statement) if count(iam.admin_statements({"Statement": statement})) == 1

test_everything_on_everything_is_admin if {
	admin({"Effect": "Allow", "Action": "*", "Resource": "*"})
	admin({"Effect": "Allow", "Action": ["*"], "Resource": ["*"]})
	admin({"Effect": "Allow", "Action": "*:*", "Resource": "*"})
	admin({"Effect": "Allow", "Action": ["s3:Get*", "*"], "Resource": ["arn:aws:s3:::x", "*"]})
	admin({"Effect": "Allow", "Action": "*", "Resource": "arn:aws:*:*:*:*"})
	admin({"Effect": "Allow", "Action": "*", "Resource": "arn:*"})
	admin({"Effect": "Allow", "Action": "*", "Resource": "arn:aws-cn:*"})
}

test_all_but_a_few_is_admin if {
	admin({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"})
	admin({"Effect": "Allow", "NotAction": ["iam:*", "sts:*"], "Resource": ["*"]})
	admin({"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::x"})
}

test_a_condition_does_not_make_less_of_admin if {
	admin({"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}})
}

test_limited_statements_are_not_admin if {
	not admin({"Effect": "Allow", "Action": "s3:*", "Resource": "*"})
	not admin({"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::x/*"})
	not admin({"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::*"})
	not admin({"Effect": "Allow", "NotAction": "iam:*", "Resource": "arn:aws:s3:::x/*"})
	not admin({"Effect": "Allow", "Resource": "*"})
	not admin({"Effect": "Allow", "Action": "*"})
	not admin({"Effect": "Deny", "Action": "*", "Resource": "*"})
	not admin({"Action": "*", "Resource": "*"})
}

test_admin_arns_are_found_in_every_partition if {
	arns := [
		"arn:aws:iam::aws:policy/AdministratorAccess",
		"arn:aws-cn:iam::aws:policy/AdministratorAccess",
		"arn:aws:iam::aws:policy/ReadOnlyAccess",
		"arn:aws:iam::123456789012:policy/AdministratorAccess",
	]
	found := iam.admin_arns(arns) with data.spec as spec
	found == array.slice(arns, 0, 2)
}

test_no_arns_hold_no_admin if {
	found := iam.admin_arns(null) with data.spec as spec
	found == []
}

test_everyone_has_three_spellings if {
	iam.for_everyone({"Principal": "*"})
	iam.for_everyone({"Principal": {"AWS": "*"}})
	iam.for_everyone({"Principal": {"AWS": ["arn:aws:iam::123456789012:root", "*"]}})
}

test_named_principals_are_not_everyone if {
	not iam.for_everyone({"Principal": {"AWS": "arn:aws:iam::123456789012:root"}})
	not iam.for_everyone({"Principal": {"Service": "ec2.amazonaws.com"}})
	not iam.for_everyone({"Principal": {"AWS": null}})
	not iam.for_everyone({"Principal": null})
	not iam.for_everyone({})
}

open_with(condition) if {
	statement := {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*", "Condition": condition}
	found := iam.open_statements({"Statement": [statement]}) with data.spec as spec
	count(found) == 1
}

test_allowing_all_but_a_few_principals_is_open if {
	statement := {"Effect": "Allow", "NotPrincipal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": "*", "Resource": "*"}
	found := iam.open_statements({"Statement": statement}) with data.spec as spec
	found == [statement]
}

test_no_condition_is_open if {
	open_with(null)
	open_with({})
}

test_binding_conditions_narrow if {
	not open_with({"StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij"}})
	not open_with({"StringEquals": {"AWS:SourceAccount": ["123456789012", 210987654321]}})
	not open_with({"ArnLike": {"aws:SourceArn": "arn:aws:sns:eu-west-1:123456789012:*"}})
	not open_with({"StringLike": {"aws:PrincipalArn": "arn:aws:iam::123456789012:role/app-*"}})
	not open_with({"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-abcdefghij/r-ab12/*"}})
	not open_with({"StringLike": {"aws:userid": "AROAABCDEFGHIJKLMNOPQ:*"}})
	not open_with({"StringEquals": {"aws:SourceVpce": "vpce-1"}})
}

test_every_binding_key_narrows if {
	keys := [
		"aws:PrincipalAccount", "aws:PrincipalArn", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths",
		"aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:SourceOwner",
		"aws:SourceVpc", "aws:SourceVpce", "aws:userid", "kms:CallerAccount", "s3:DataAccessPointAccount", "s3:DataAccessPointArn",
		"s3:x-amz-server-side-encryption-aws-kms-key-id",
	]
	[key | some key in keys; open_with({"StringEquals": {key: "x"}})] == []
}

test_every_matching_operator_narrows if {
	operators := ["StringEquals", "StringEqualsIgnoreCase", "StringLike", "ArnEquals", "ArnLike"]
	[operator | some operator in operators; open_with({operator: {"aws:SourceVpc": "vpc-1"}})] == []
	[operator | some operator in operators; open_with({concat(":", ["ForAnyValue", operator]): {"aws:SourceVpc": "vpc-1"}})] == []
}

test_one_binding_condition_among_several_narrows if {
	not open_with({
		"Bool": {"aws:SecureTransport": "true"},
		"StringEquals": {"aws:Referer": "https://example.com", "aws:SourceVpc": "vpc-1"},
	})
}

test_wildcards_and_variables_do_not_narrow if {
	open_with({"StringLike": {"aws:SourceVpc": "vpc-*"}})
	open_with({"StringLike": {"aws:PrincipalArn": "*"}})
	open_with({"StringEquals": {"aws:SourceAccount": "${aws:PrincipalAccount}"}})
	open_with({"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/admin"}})
	open_with({"StringLike": {"aws:userid": "AROA*"}})
}

test_one_loose_value_opens_the_condition if {
	open_with({"StringLike": {"aws:PrincipalOrgID": ["o-abcdefghij", "*"]}})
	open_with({"StringEquals": {"aws:PrincipalOrgID": []}})
}

test_conditions_on_what_the_caller_chooses_do_not_narrow if {
	open_with({"StringEquals": {"aws:Referer": "https://example.com"}})
	open_with({"StringEquals": {"aws:PrincipalTag/team": "a"}})
	open_with({"StringEquals": {"sts:ExternalId": "42"}})
	open_with({"Bool": {"aws:SecureTransport": "true"}})
}

test_operators_that_hold_without_the_key_do_not_narrow if {
	open_with({"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-abcdefghij"}})
	open_with({"ForAllValues:StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij"}})
	open_with({"StringNotEquals": {"aws:PrincipalAccount": "123456789012"}})
}

test_bounded_networks_narrow if {
	not open_with({"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}})
	not open_with({"IpAddress": {"aws:SourceIp": ["203.0.113.7", "2606:4700::/32"]}})
	not open_with({"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"}})
}

test_the_whole_internet_does_not_narrow if {
	open_with({"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}})
	open_with({"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "0.0.0.0/1"]}})
	open_with({"IpAddress": {"aws:SourceIp": []}})
	open_with({"IpAddress": {"aws:SourceIp": [null]}})
	open_with({"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}})
	open_with({"IpAddress": {"aws:Other": "203.0.113.0/24"}})
	open_with({"StringEquals": {"aws:SourceIp": "203.0.113.0/24"}})
}
