# METADATA
# title: Flow logs record the traffic of every VPC
# description: >-
#   After a break-in the flow log tells who talked to whom: which machine was reached first, where the data
#   went. Without it that can't be found out any more, since nothing else keeps it.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
# custom:
#   id: aws-ec2-vpc-flow-logs
#   severity: medium
#   kinds: [aws.ec2.vpc]
#   spec: [NET-4]
#   aliases: [vpc_flow_logs_enabled]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["EC2.6"]
#     cis-aws-foundations: ["4.7"]
#     hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(3)(ii)(A)", "164.308(a)(6)(ii)", "164.312(b)"]
#     iso27001-2022: ["A.8.15", "A.8.16", "A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AU-2", "AU-3", "AU-6(1)", "AU-6(3)", "AU-6(4)", "AU-12", "AU-14", "CA-7", "CM-5(1)", "CM-6", "SI-4"]
#     pci-dss-4.0: ["10.2.1", "10.2.1.1", "10.2.1.2", "10.2.1.3", "10.2.1.4", "10.2.1.5", "10.2.1.6", "10.2.1.7", "10.2.2", "10.3.1"]
#     soc2: ["CC7.2", "CC7.3"]
package aws.ec2.vpc_flow_logs

import data.lib.finding

deny contains finding.because("state", state, wanted, reason) if {
	data.lib.vpc.judged
	not logged(input.id)
	not all_subnets_logged
	wanted := sprintf("an active flow log of %v", [concat(" or ", data.spec.vpc.flow_log_traffic_types)])
	reason := concat("; ", reasons)
}

state := object.get(input.attributes, ["state"], null)

logged(id) if {
	some log_id in data.facts.network.flow_logs_of[id]
	log := data.snapshot["aws.ec2.flow_log"][log_id].attributes
	count(faults(log)) == 0
}

# Logs of all its subnets hold what a log of the VPC would.
all_subnets_logged if {
	count(data.lib.vpc.subnet_ids) > 0
	every id in data.lib.vpc.subnet_ids {
		logged(id)
	}
}

faults(log) := {fault |
	some fault, wrong in {
		sprintf("is %v", [object.get(log, ["flow_log_status"], null)]): object.get(log, ["flow_log_status"], null) != "ACTIVE",
		"can't be delivered": object.get(log, ["deliver_logs_status"], null) == "FAILED",
		sprintf("records %v only", [object.get(log, ["traffic_type"], null)]): not_wanted(object.get(log, ["traffic_type"], null)),
	}
	wrong
}

not_wanted(type) := count({type} & {wanted | some wanted in data.spec.vpc.flow_log_traffic_types}) == 0

reasons := {sprintf("flow log %v %v", [log_id, concat(", ", faults(data.snapshot["aws.ec2.flow_log"][log_id].attributes))]) |
	some log_id in data.facts.network.flow_logs_of[input.id]
} if {
	data.facts.network.flow_logs_of[input.id]
} else := {"no flow log is for this VPC"}
