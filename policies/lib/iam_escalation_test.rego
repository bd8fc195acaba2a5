package lib.iam_escalation_test

import data.lib.iam_escalation as escalation
import data.lib.iam_permissions as permissions

paths := [
	{"name": "rewrite a policy", "actions": ["iam:CreatePolicyVersion"]},
	{"name": "new machine", "actions": ["iam:PassRole", "ec2:RunInstances"]},
]

needed := permissions.only({"iam:CreatePolicyVersion", "iam:PassRole", "ec2:RunInstances"})

held(statements) := [{"path": "policy", "origin": "policy x", "reading": permissions.reading({"Statement": statements}, needed)}]

allow(action) := {"Effect": "Allow", "Action": action, "Resource": "*"}

test_all_actions_are_needed if {
	none := escalation.findings(held([allow("iam:PassRole")]), {}, null) with data.spec as {"iam": {"escalation_paths": paths}} with data.snapshot as {}
	none == set()
	found := escalation.findings(held([allow("iam:PassRole"), allow("ec2:*")]), {}, null) with data.spec as {"iam": {"escalation_paths": paths}} with data.snapshot as {}
	found == {{
		"path": "policy",
		"actual": ["policy x statement #1 on *", "policy x statement #2 on *"],
		"expected": "no way to more rights",
		"because": "ways to more rights: new machine (iam:PassRole + ec2:RunInstances)",
	}}
}

test_boundary_has_to_allow_it_too if {
	bounds := permissions.reading({"Statement": [allow("ec2:*")]}, needed)
	found := escalation.findings(held([allow("*")]), {}, bounds) with data.spec as {"iam": {"escalation_paths": paths}} with data.snapshot as {}
	found == set()
}
