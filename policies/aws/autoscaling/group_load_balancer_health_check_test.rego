package aws.autoscaling.group_load_balancer_health_check_test

import data.aws.autoscaling.group_load_balancer_health_check

target_group := "arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/app/0123456789abcdef"

lattice := "arn:aws:vpc-lattice:us-east-1:111122223333:targetgroup/tg-0123456789abcdef0"

judge(type, attributes, demand) := found if {
	base := {"health_check_type": type, "target_group_arns": [], "load_balancers": [], "traffic_source": [], "status": null}
	found := group_load_balancer_health_check.deny with input as {"attributes": object.union(base, attributes)}
		with data.spec as {"autoscaling": {"elb_health_check": demand}}
}

behind := {"target_group_arns": [target_group], "traffic_source": [target_group]}

test_elb_passes if {
	judge("ELB", behind, "load_balanced") == set()
	judge("EBS,ELB", behind, "always") == set()
}

test_ec2_fails if {
	judge("EC2", behind, "load_balanced") == {{"path": "health_check_type", "actual": "EC2", "expected": "ELB"}}
	judge("EC2", {"load_balancers": ["classic"]}, "load_balanced") == {{"path": "health_check_type", "actual": "EC2", "expected": "ELB"}}
	judge("EC2", {"traffic_source": [target_group]}, "load_balanced") == {{"path": "health_check_type", "actual": "EC2", "expected": "ELB"}}
	judge("XELB", behind, "always") == {{"path": "health_check_type", "actual": "XELB", "expected": "ELB"}}
	judge(null, behind, "always") == {{"path": "health_check_type", "actual": null, "expected": "ELB"}}
}

test_groups_without_load_balancer if {
	judge("EC2", {}, "load_balanced") == set()
	judge("EC2", {"traffic_source": [lattice]}, "load_balanced") == set()
	judge("ELB", {}, "always") == {{"path": "traffic_source", "actual": [], "expected": "a load balancer"}}
	count(judge("EC2", {}, "always")) == 2
}

test_group_being_deleted_passes if {
	judge("EC2", object.union(behind, {"status": "Delete in progress"}), "always") == set()
	judge("EC2", object.union(behind, {"status": "Delete in progress"}), "load_balanced") == set()
}
