# METADATA
# title: Load balancers log requests to a bucket
# description: >-
#   The log says who asked for what, from where, and what came back. Without it an attack on the
#   application is not reconstructed, and a wave of errors not explained. Network Load Balancers log
#   TLS connections only, others of them are left out.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html
# custom:
#   id: aws-elbv2-load-balancer-access-logs
#   severity: medium
#   kinds: [aws.elbv2.load_balancer]
#   aliases: [elbv2_logging_enabled]
#   remediation: guarded
package aws.elbv2.load_balancer_access_logs

import data.facts.listeners
import data.lib.finding

deny contains finding.new("access_logs.enabled", flag, true) if {
	can_log
	flag := object.get(input.attributes, ["access_logs", "enabled"], null)
	flag != true
}

deny contains finding.new("access_logs.bucket", bucket, "a bucket") if {
	can_log
	object.get(input.attributes, ["access_logs", "enabled"], null) == true
	bucket := object.get(input.attributes, ["access_logs", "bucket"], null)
	not named(bucket)
}

can_log if object.get(input.attributes, ["load_balancer_type"], null) == "application"

can_log if {
	object.get(input.attributes, ["load_balancer_type"], null) == "network"
	some listener in object.get(listeners.of_load_balancer, [input.id], set())
	listener.protocol == "TLS"
}

named(bucket) if {
	is_string(bucket)
	bucket != ""
}
