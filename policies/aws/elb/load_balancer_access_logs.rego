# METADATA
# title: Classic Load Balancers log requests to a bucket
# description: >-
#   The log says who asked for what, from where, and what came back. Without it an attack on the
#   application is not reconstructed, and a wave of errors not explained.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-access-logs.html
# custom:
#   id: aws-elb-load-balancer-access-logs
#   severity: medium
#   kinds: [aws.elb.load_balancer]
#   aliases: [elb_logging_enabled]
#   remediation: guarded
package aws.elb.load_balancer_access_logs

import data.lib.finding

deny contains finding.new("access_logs.enabled", flag, true) if {
	flag := object.get(input.attributes, ["access_logs", "enabled"], null)
	flag != true
}

deny contains finding.new("access_logs.bucket", null, "a bucket") if {
	object.get(input.attributes, ["access_logs", "enabled"], null) == true
	object.get(input.attributes, ["access_logs", "bucket"], null) == null
}
