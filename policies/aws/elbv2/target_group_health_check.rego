# METADATA
# title: Target groups check the health of their targets well
# description: >-
#   Without a check, or with one that takes error pages for health or looks too seldom, requests go
#   to dead servers and users see the errors first. Scaling and rolling updates rely on the same
#   check.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
# custom:
#   id: aws-elbv2-target-group-health-check
#   severity: medium
#   kinds: [aws.elbv2.target_group]
#   spec: [LB-2]
#   remediation: manual
package aws.elbv2.target_group_health_check

import data.lib.finding

deny contains finding.new("health_check.enabled", flag, true) if {
	object.get(input.attributes, ["target_type"], null) != "lambda"
	flag := object.get(input.attributes, ["health_check", "enabled"], null)
	flag != true
}

deny contains finding.new("health_check.interval", seconds, wanted) if {
	checked
	wanted := sprintf("at most %v seconds", [data.spec.elb.health_check.max_interval_seconds])
	seconds := object.get(input.attributes, ["health_check", "interval"], null)
	not often_enough(seconds)
}

deny contains finding.new("health_check.path", path, data.spec.elb.health_check.paths) if {
	over_http
	count(data.spec.elb.health_check.paths) > 0
	path := object.get(input.attributes, ["health_check", "path"], null)
	not path in data.spec.elb.health_check.paths
}

deny contains finding.new("health_check.matcher", matcher, sprintf("codes up to %v", [data.spec.elb.health_check.max_code])) if {
	over_http
	object.get(input.attributes, ["protocol_version"], null) != "GRPC"
	matcher := object.get(input.attributes, ["health_check", "matcher"], null)
	not only_good(matcher)
}

checked if object.get(input.attributes, ["health_check", "enabled"], null) == true

over_http if {
	checked
	object.get(input.attributes, ["health_check", "protocol"], null) in {"HTTP", "HTTPS"}
}

often_enough(seconds) if {
	is_number(seconds)
	seconds <= data.spec.elb.health_check.max_interval_seconds
}

# A list of codes and ranges, such as 200,202-204.
only_good(matcher) if {
	is_string(matcher)
	regex.match(`^[0-9]{3}(-[0-9]{3})?(,[0-9]{3}(-[0-9]{3})?)*$`, matcher)
	bad := [code |
		some code in split(replace(matcher, "-", ","), ",")
		to_number(code) > data.spec.elb.health_check.max_code
	]
	count(bad) == 0
}
