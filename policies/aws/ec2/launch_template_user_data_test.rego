package aws.ec2.launch_template_user_data_test

import data.aws.ec2.launch_template_user_data

judge(present, docker, nodejs, installs) := found if {
	says := {"version": 1, "user_data_present": present, "user_data_installs_docker": docker, "user_data_installs_nodejs": nodejs}
	found := launch_template_user_data.deny with input as {"attributes": {"latest": says, "default": says}}
		with data.spec as {"ec2": {"launch_template": {"user_data_installs": installs}}}
}

both := ["docker", "nodejs"]

test_both_installed_passes if judge(true, true, true, both) == set()

test_what_is_missing_fails if {
	judge(true, false, true, both) == {{"path": "latest.user_data_installs_docker", "actual": false, "expected": true}}
	judge(true, true, false, both) == {{"path": "latest.user_data_installs_nodejs", "actual": false, "expected": true}}
	count(judge(true, null, null, both)) == 2
}

test_no_user_data_fails if {
	judge(false, false, false, both) == {{"path": "latest.user_data_present", "actual": false, "expected": true}}
}

test_only_what_is_demanded_counts if {
	judge(true, true, false, ["docker"]) == set()
	judge(false, false, false, []) == set()
}
