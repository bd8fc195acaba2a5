package aws.tags.elastic_ip_required_test

import data.aws.tags.elastic_ip_required as policy

spec := {"tags": {
	"required": ["environment", "project", "owner", "managed-by"],
	"allowed_values": [],
	"case_sensitive": true,
	"exempt_kinds": [],
	"exempt_names": [],
}}

complete := {"environment": "production", "project": "stellarrec", "owner": "platform", "managed-by": "terraform"}

judge(tags, attributes) := found if {
	found := policy.deny with input as {"kind": "aws.ec2.eip", "name": "x", "arn": "arn:aws:ec2:us-east-1:111122223333:elastic-ip/x", "scope": {"account": "111122223333"}, "tags": tags, "attributes": attributes}
		with data.spec as spec
}

failure(key) := {{"path": sprintf("tags.%s", [key]), "actual": null, "expected": "a value"}}

test_all_tags_pass if judge(complete, {"service_managed": null}) == set()

test_missing_tag_fails if {
	judge(object.remove(complete, ["owner"]), {"service_managed": null}) == failure("owner")
	count(judge({}, {})) == 4
}

test_what_a_service_manages_passes if judge({}, {"service_managed": "nat"}) == set()
