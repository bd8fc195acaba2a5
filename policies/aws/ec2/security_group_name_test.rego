package aws.ec2.security_group_name_test

import data.aws.ec2.security_group_name

judge(name) := found if {
	found := security_group_name.deny with input as {"attributes": {"name": name}}
		with data.spec as {"network": {"forbidden_group_names": ["launch-wizard*"]}}
}

test_groups_of_the_wizard_fail if {
	judge("launch-wizard-7") == {{"path": "name", "actual": "launch-wizard-7", "expected": "a group that was made on purpose"}}
	count(judge("launch-wizard")) == 1
}

test_others_pass if {
	judge("web") == set()
	judge("no-launch-wizard") == set()
	judge(null) == set()
}
