# METADATA
# title: Target groups keep clients on one target as the spec wants it
# description: >-
#   An application that holds sessions in memory logs users out and loses carts when each request
#   meets another server. One that does not is better off without: load stays uneven, and scaling
#   out helps only new clients.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/sticky-sessions.html
# custom:
#   id: aws-elbv2-target-group-sticky-sessions
#   severity: low
#   kinds: [aws.elbv2.target_group]
#   spec: [LB-2]
#   remediation: approval
package aws.elbv2.target_group_sticky_sessions

import data.lib.finding

deny contains finding.new("stickiness.enabled", flag, data.spec.elb.sticky_sessions) if {
	is_boolean(data.spec.elb.sticky_sessions)
	object.get(input.attributes, ["target_type"], null) != "lambda"
	object.get(input.attributes, ["protocol"], null) in {"HTTP", "HTTPS"}
	flag := object.get(input.attributes, ["stickiness", "enabled"], null)
	flag != data.spec.elb.sticky_sessions
}
