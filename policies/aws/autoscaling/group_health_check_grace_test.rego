package aws.autoscaling.group_health_check_grace_test

import data.aws.autoscaling.group_health_check_grace

judge(type, grace, demand) := found if {
	found := group_health_check_grace.deny with input as {"attributes": {"health_check_type": type, "health_check_grace_period": grace, "status": null}}
		with data.spec as {"autoscaling": {
			"elb_health_check": demand,
			"min_health_check_grace_seconds": 300,
			"max_health_check_grace_seconds": 3600,
		}}
}

test_300_seconds_pass if {
	judge("ELB", 300, "always") == set()
	judge("ELB", 3600, "load_balanced") == set()
}

test_too_short_fails if {
	judge("ELB", 299, "load_balanced") == {{"path": "health_check_grace_period", "actual": 299, "expected": "300 to 3600 seconds"}}
	count(judge("EC2", 30, "always")) == 1
	count(judge("EBS,VPC_LATTICE", 0, "load_balanced")) == 1
	count(judge("ELB", null, "load_balanced")) == 1
}

test_too_long_fails if count(judge("ELB", 86400, "load_balanced")) == 1

test_checks_of_ec2_alone_pass if {
	judge("EC2", 0, "load_balanced") == set()
	judge(null, 0, "load_balanced") == set()
}

test_group_being_deleted_passes if {
	group_health_check_grace.deny == set() with input as {"attributes": {"health_check_type": "ELB", "status": "Delete in progress"}}
}
