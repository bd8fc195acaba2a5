package aws.ec2.vpc_flow_logs_test

import data.aws.ec2.vpc_flow_logs

spec(types) := {"vpc": {"flow_log_traffic_types": types}}

log(changes) := {"fl-1": {"attributes": object.union({"resource_id": "vpc-1", "flow_log_status": "ACTIVE", "traffic_type": "ALL", "deliver_logs_status": "SUCCESS"}, changes)}}

judge(attributes, logs) := found if {
	found := vpc_flow_logs.deny with input as {"id": "vpc-1", "attributes": object.union({"state": "available"}, attributes)}
		with data.snapshot as {"aws.ec2.flow_log": logs, "aws.ec2.subnet": {"subnet-a": {"attributes": {"vpc_id": "vpc-1"}}, "subnet-b": {"attributes": {"vpc_id": "vpc-1"}}}}
		with data.spec as spec(["ALL", "REJECT"])
}

failure(reason) := {"path": "state", "actual": "available", "expected": "an active flow log of ALL or REJECT", "because": reason}

test_a_log_passes if {
	judge({}, log({})) == set()
	judge({}, log({"traffic_type": "REJECT", "deliver_logs_status": null})) == set()
	judge({}, log({"resource_id": null, "vpc_id": "vpc-1"})) == set()
}

test_no_log_fails if {
	judge({}, {}) == {failure("no flow log is for this VPC")}
	judge({}, log({"resource_id": "vpc-2"})) == {failure("no flow log is for this VPC")}
}

test_a_log_that_does_not_work_fails if {
	judge({}, log({"flow_log_status": null})) == {failure("flow log fl-1 is null")}
	judge({}, log({"deliver_logs_status": "FAILED"})) == {failure("flow log fl-1 can't be delivered")}
	judge({}, log({"traffic_type": "ACCEPT"})) == {failure("flow log fl-1 records ACCEPT only")}
}

test_logs_of_all_subnets_pass if {
	judge({}, log({"resource_id": "subnet-a"})) == {failure("no flow log is for this VPC")}
	other := {"fl-2": log({"resource_id": "subnet-b"})["fl-1"]}
	judge({}, object.union(log({"resource_id": "subnet-a"}), other)) == set()
}

test_unused_default_and_shared_vpcs_pass if {
	judge({"is_default": true}, {}) == set()
	judge({"owner_id": "444455556666"}, {}) == set()
}
