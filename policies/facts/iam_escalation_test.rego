package facts.iam_escalation_test

import data.facts.iam_escalation

spec := {"iam": {"admin_managed_policies": ["AdministratorAccess"], "escalation_paths": [
	{"name": "a", "actions": ["iam:CreatePolicyVersion"]},
	{"name": "b", "actions": ["iam:PassRole", "ec2:RunInstances"]},
	{"name": "c", "actions": ["IAM:passrole", "glue:CreateDevEndpoint"]},
]}}

tools := "arn:aws:iam::111122223333:policy/tools"

snapshot := {"aws.iam.policy": {
	tools: {"arn": tools, "attributes": {"policy": {"Statement": [{"Sid": "Run", "Effect": "Allow", "Action": "ec2:Run*", "Resource": "*"}]}}},
	"empty": {"arn": "empty", "attributes": {"policy": null}},
}}

test_actions_are_sorted_by_service if {
	found := iam_escalation.escalation_actions with data.spec as spec
	found == {
		"ec2": {"ec2:runinstances"},
		"glue": {"glue:createdevendpoint"},
		"iam": {"iam:createpolicyversion", "iam:passrole"},
	}
}

test_paths_are_found_by_action if {
	found := iam_escalation.paths_of_action with data.spec as spec
	found["iam:passrole"] == {1, 2}
	found["iam:createpolicyversion"] == {0}
}

test_readings_hold_what_a_policy_grants if {
	found := iam_escalation.readings with data.spec as spec with data.snapshot as snapshot
	found[tools] == {
		"allow": {"ec2:runinstances": [{"statement": "Run", "resources": ["*"], "except": null, "conditions": []}]},
		"deny": {},
	}
	found["empty"] == {"allow": {}, "deny": {}}
}
