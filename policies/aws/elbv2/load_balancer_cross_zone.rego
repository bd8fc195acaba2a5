# METADATA
# title: Network and Gateway Load Balancers spread traffic over all zones
# description: >-
#   By default each zone sends only to targets of its own. When the last target of a zone fails, or
#   one zone has fewer of them, its clients get errors while targets elsewhere idle.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#cross-zone-load-balancing
# custom:
#   id: aws-elbv2-load-balancer-cross-zone
#   severity: medium
#   kinds: [aws.elbv2.load_balancer]
#   aliases: [elbv2_cross_zone_load_balancing_enabled]
#   remediation: approval
#   frameworks:
#     hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"]
#     iso27001-2022: ["A.8.14"]
#     nist-800-53-r5: ["CP-2(5)", "CP-10", "SC-36", "SI-13(5)"]
#     soc2: ["A1.2"]
package aws.elbv2.load_balancer_cross_zone

import data.lib.finding

deny contains finding.new("enable_cross_zone_load_balancing", flag, true) if {
	data.spec.elb.cross_zone
	object.get(input.attributes, ["load_balancer_type"], null) in {"network", "gateway"}
	flag := object.get(input.attributes, ["enable_cross_zone_load_balancing"], null)
	flag != true
}
