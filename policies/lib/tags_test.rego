package lib.tags_test

import data.lib.tags

spec := {"tags": {
	"required": ["environment", "owner"],
	"allowed_values": [{"key": "environment", "pattern": "production|staging"}],
	"case_sensitive": true,
	"exempt_kinds": ["aws.ec2.eip"],
	"exempt_names": [{"kind": "aws.rds.parameter_group", "names": ["default.*"]}],
}}

loose := {"tags": object.union(spec.tags, {"case_sensitive": false})}

resource := {"kind": "aws.s3.bucket", "name": "files", "arn": "arn:aws:s3:::files", "scope": {"account": "111122223333"}}

judge(found) := got if got := tags.shortcomings(object.union(resource, {"tags": found})) with data.spec as spec

of(members) := got if got := tags.shortcomings(object.union(resource, members)) with data.spec as spec

environment(actual) := {"path": "tags.environment", "actual": actual, "expected": "production|staging"}

owner(actual) := {"path": "tags.owner", "actual": actual, "expected": "a value"}

test_all_tags_pass if judge({"environment": "staging", "owner": "platform", "more": ""}) == set()

test_missing_tags_fail if {
	judge({}) == {environment(null), owner(null)}
	judge(null) == {environment(null), owner(null)}
	judge({"owner": "platform"}) == {environment(null)}
}

test_empty_values_are_missing if {
	judge({"environment": "", "owner": "platform"}) == {environment("")}
	judge({"environment": "production", "owner": "  "}) == {owner("  ")}
	judge({"environment": "production", "owner": null}) == {owner(null)}
}

test_other_values_fail if {
	judge({"environment": "preproduction", "owner": "x"}) == {environment("preproduction")}
	judge({"environment": "production2", "owner": "x"}) == {environment("production2")}
	judge({"environment": "Production", "owner": "x"}) == {environment("Production")}
}

test_case_counts_unless_the_spec_says_otherwise if {
	held := {"Environment": "production", "OWNER": "x"}
	judge(held) == {environment(null), owner(null)}
	got := tags.shortcomings(object.union(resource, {"tags": held})) with data.spec as loose
	got == set()
}

test_a_filled_tag_wins_where_case_does_not_count if {
	held := {"Environment": "", "environment": "production", "owner": "", "Owner": "x"}
	got := tags.shortcomings(object.union(resource, {"tags": held})) with data.spec as loose
	got == set()
}

test_tags_of_aws_do_not_count if {
	own := {"tags": object.union(spec.tags, {"required": ["aws:autoscaling:groupName"], "allowed_values": []})}
	got := tags.shortcomings(object.union(resource, {"tags": {"aws:autoscaling:groupName": "x"}})) with data.spec as own
	got == {{"path": "tags.aws:autoscaling:groupName", "actual": null, "expected": "a value"}}
}

test_exempt_kinds_and_names_pass if {
	of({"kind": "aws.ec2.eip"}) == set()
	of({"kind": "aws.rds.parameter_group", "name": "default.postgres15"}) == set()
	count(of({"kind": "aws.rds.parameter_group", "name": "mine"})) == 2
	count(of({"kind": "aws.ec2.security_group", "name": "default"})) == 2
}

test_what_others_own_passes if {
	of({"kind": "aws.iam.policy", "arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}) == set()
	of({"kind": "aws.ec2.subnet", "arn": "arn:aws:ec2:us-east-1:444455556666:subnet/subnet-1"}) == set()
	of({"kind": "aws.iam.role", "arn": "arn:aws:iam::111122223333:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS"}) == set()
	count(of({"kind": "aws.iam.role", "arn": "arn:aws:iam::111122223333:role/app"})) == 2
	count(of({"arn": null})) == 2
}
