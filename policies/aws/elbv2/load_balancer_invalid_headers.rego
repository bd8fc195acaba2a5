# METADATA
# title: Application Load Balancers drop header fields with invalid names
# description: >-
#   Headers with odd names are read one way by the load balancer and another way by the server
#   behind it. That is how a request is smuggled past checks, or into the answer for somebody else.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#load-balancer-attributes
# custom:
#   id: aws-elbv2-load-balancer-invalid-headers
#   severity: medium
#   kinds: [aws.elbv2.load_balancer]
#   aliases: [elbv2_alb_drop_invalid_header_fields_enabled]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["ELB.4"]
#     iso27001-2022: ["A.8.9", "A.8.26"]
#     nist-800-53-r5: ["CM-2", "CM-6", "SI-10"]
#     pci-dss-4.0: ["2.2.1"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.elbv2.load_balancer_invalid_headers

import data.lib.finding

deny contains finding.new("drop_invalid_header_fields", flag, true) if {
	object.get(input.attributes, ["load_balancer_type"], null) == "application"
	flag := object.get(input.attributes, ["drop_invalid_header_fields"], null)
	flag != true
}
