package aws.s3.account_required_buckets_test

import data.aws.s3.account_required_buckets as policy

spec := {"s3": {
	"roles": [
		{"role": "application", "names": ["stellarrec-app*"], "tags": []},
		{"role": "backup", "names": ["stellarrec-backup*"], "tags": [{"key": "purpose", "value": "backup"}]},
	],
	"required_roles": ["application", "backup"],
}}

judge(buckets) := found if {
	found := policy.deny with input as {"id": "111122223333", "attributes": {}}
		with data.snapshot as {"aws.s3.bucket": buckets}
		with data.spec as spec
}

failure(role) := {
	"path": "account_id",
	"actual": "111122223333",
	"expected": sprintf("a bucket of the role %s", [role]),
	"because": "no bucket has a name or tags that the spec gives to the role",
}

application := {"stellarrec-app": {"id": "stellarrec-app", "tags": {}}}

test_both_buckets_pass if {
	judge(object.union(application, {"stellarrec-backups": {"id": "stellarrec-backups", "tags": {}}})) == set()
	judge(object.union(application, {"vault": {"id": "vault", "tags": {"purpose": "backup"}}})) == set()
}

test_missing_bucket_fails if {
	judge(application) == {failure("backup")}
	judge({}) == {failure("application"), failure("backup")}
}

test_a_name_inside_of_another_does_not_count if {
	judge({"old-stellarrec-app": {"id": "old-stellarrec-app", "tags": null}}) == {failure("application"), failure("backup")}
}

test_role_that_the_spec_does_not_describe_is_missing if {
	found := policy.deny with input as {"id": "111122223333", "attributes": {}}
		with data.snapshot as {"aws.s3.bucket": application}
		with data.spec as {"s3": {"roles": [], "required_roles": ["logs"]}}
	found == {failure("logs")}
}

test_nothing_required_passes if {
	policy.deny == set() with input as {"id": "1", "attributes": {}} with data.snapshot as {} with data.spec as {"s3": {"roles": [], "required_roles": []}}
}
