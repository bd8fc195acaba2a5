# METADATA
# title: Load balancers are protected from deletion
# description: >-
#   One wrong call, script or Terraform run deletes a load balancer at once. Its name and addresses
#   never come back: whatever points to it, DNS records and clients, is broken until all is changed.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#deletion-protection
# custom:
#   id: aws-elbv2-load-balancer-deletion-protection
#   severity: medium
#   kinds: [aws.elbv2.load_balancer]
#   aliases: [elbv2_deletion_protection]
#   remediation: automatic
#   frameworks:
#     aws-fsbp: ["ELB.6"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(7)(ii)(B)", "164.312(c)(1)"]
#     iso27001-2022: ["A.8.14"]
#     nist-800-53-r5: ["CM-2", "CM-2(2)", "CM-3", "CP-2(5)", "CP-9", "SC-5(2)"]
#     soc2: ["A1.2"]
package aws.elbv2.load_balancer_deletion_protection

import data.lib.finding

deny contains finding.new("enable_deletion_protection", flag, true) if {
	flag := object.get(input.attributes, ["enable_deletion_protection"], null)
	flag != true
}
