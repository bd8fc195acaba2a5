package aws.tags.resource_required_test

import data.aws.tags.resource_required as policy

spec := {"tags": {
	"required": ["environment", "project", "owner", "managed-by"],
	"allowed_values": [],
	"case_sensitive": true,
	"exempt_kinds": [],
	"exempt_names": [],
}}

complete := {"environment": "production", "project": "stellarrec", "owner": "platform", "managed-by": "terraform"}

judge(tags, attributes) := found if {
	found := policy.deny with input as {"kind": "aws.s3.bucket", "name": "x", "arn": "arn:aws:s3:::x", "scope": {"account": "111122223333"}, "tags": tags, "attributes": attributes}
		with data.spec as spec
}

failure(key) := {{"path": sprintf("tags.%s", [key]), "actual": null, "expected": "a value"}}

test_all_tags_pass if judge(complete, {}) == set()

test_missing_tag_fails if {
	judge(object.remove(complete, ["owner"]), {}) == failure("owner")
	judge(object.remove(complete, ["managed-by"]), {}) == failure("managed-by")
	count(judge({}, {})) == 4
	count(judge(null, {})) == 4
}

test_nothing_asked_for_passes if {
	policy.deny == set() with input as {"kind": "aws.s3.bucket", "tags": {}, "scope": {"account": "1"}}
		with data.spec as {"tags": object.union(spec.tags, {"required": []})}
}
