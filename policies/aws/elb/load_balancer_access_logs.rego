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
#   frameworks:
#     aws-fsbp: ["ELB.5"]
#     cis-aws-foundations: ["4.10"]
#     hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(3)(ii)(A)", "164.308(a)(6)(ii)", "164.312(b)"]
#     iso27001-2022: ["A.8.15"]
#     nist-800-53-r5: ["AU-2", "AU-3", "AU-6(3)", "AU-6(4)", "AU-10", "AU-12", "AU-14", "CA-7", "CM-5(1)"]
#     pci-dss-4.0: ["10.2.1", "10.2.1.1", "10.2.1.2", "10.2.1.3", "10.2.1.4", "10.2.1.5", "10.2.1.6", "10.2.1.7", "10.2.2", "10.3.1"]
#     soc2: ["CC7.2", "CC7.3"]
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
