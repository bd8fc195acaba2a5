package aws.iam.role_permissions_boundary_test

import data.aws.iam.role_permissions_boundary as policy

judge(boundary, accepted) := found if {
	found := policy.deny with input as {"attributes": {"permissions_boundary": boundary}} with data.spec as {"iam": {"permissions_boundaries": accepted}}
}

test_not_demanded_passes if judge(null, []) == set()

test_accepted_boundary_passes if judge("arn:aws:iam::111122223333:policy/limits/team", ["org", "limits/team"]) == set()

test_no_boundary_fails if {
	judge(null, ["team"]) == {{"path": "permissions_boundary", "actual": null, "expected": "one of team"}}
}

test_other_boundary_fails if {
	judge("arn:aws:iam::111122223333:policy/steam", ["team", "org"]) == {{
		"path": "permissions_boundary",
		"actual": "arn:aws:iam::111122223333:policy/steam",
		"expected": "one of team, org",
	}}
}

test_role_of_a_service_passes if {
	found := policy.deny with input as {"attributes": {"service_linked": true}} with data.spec as {"iam": {"permissions_boundaries": ["team"]}}
	found == set()
}
