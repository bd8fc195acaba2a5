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
#   frameworks:
#     aws-fsbp: ["ELB.5"]
#     cis-aws-foundations: ["4.10"]
#     hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(3)(ii)(A)", "164.308(a)(6)(ii)", "164.312(b)"]
#     iso27001-2022: ["A.8.15"]
#     nist-800-53-r5: ["AU-2", "AU-3", "AU-6(3)", "AU-6(4)", "AU-10", "AU-12", "AU-14", "CA-7", "CM-5(1)"]
#     pci-dss-4.0: ["10.2.1"]
#     soc2: ["CC7.2", "CC7.3"]
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
