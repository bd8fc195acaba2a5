# METADATA
# title: Classic Load Balancers let leaving instances finish
# description: >-
#   Without it, every instance that is taken out, by an update or by scaling in, cuts off the
#   requests it is working on. Users see errors and half-done orders at each deployment.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/config-conn-drain.html
# custom:
#   id: aws-elb-load-balancer-connection-draining
#   severity: low
#   kinds: [aws.elb.load_balancer]
#   aliases: [elb_connection_draining_enabled]
#   remediation: guarded
#   frameworks:
#     aws-fsbp: ["ELB.7"]
#     hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"]
#     iso27001-2022: ["A.8.14"]
#     nist-800-53-r5: ["CP-2(5)", "CP-10", "SC-36", "SI-13(5)"]
#     soc2: ["A1.2"]
package aws.elb.load_balancer_connection_draining

import data.lib.finding

deny contains finding.new("connection_draining", flag, true) if {
	flag := object.get(input.attributes, ["connection_draining"], null)
	flag != true
}
