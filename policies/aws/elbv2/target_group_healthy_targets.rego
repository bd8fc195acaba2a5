# METADATA
# title: Targets of load balancers are healthy
# description: >-
#   A target that fails its check gets no requests: the others carry its load, and when the last one
#   fails the site is down. Groups that no load balancer sends to are left out.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
# custom:
#   id: aws-elbv2-target-group-healthy-targets
#   severity: high
#   kinds: [aws.elbv2.target_group]
#   spec: [MON-4]
#   remediation: manual
package aws.elbv2.target_group_healthy_targets

import data.lib.finding
import data.lib.list

deny contains finding.new("target_health[].state", target, data.spec.elb.target_states) if {
	used
	some entry in targets
	state := object.get(entry, ["state"], null)
	not state in data.spec.elb.target_states
	target := {
		"target_id": object.get(entry, ["target_id"], null),
		"state": state,
		"reason": object.get(entry, ["reason"], null),
	}
}

deny contains finding.new("target_health", sprintf("%v healthy of %v", [healthy, count(targets)]), wanted) if {
	used
	healthy < data.spec.elb.min_healthy_targets
	wanted := sprintf("%v healthy targets or more", [data.spec.elb.min_healthy_targets])
}

# Functions are checked only where somebody asked for it.
used if {
	count(list.of(object.get(input.attributes, ["load_balancer_arns"], null))) > 0
	not unchecked_function
}

unchecked_function if {
	object.get(input.attributes, ["target_type"], null) == "lambda"
	object.get(input.attributes, ["health_check", "enabled"], null) != true
}

targets := list.of(object.get(input.attributes, ["target_health"], null))

healthy := count([entry | some entry in targets; object.get(entry, ["state"], null) == "healthy"])
