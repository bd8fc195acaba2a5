# METADATA
# title: Classic Load Balancers spread traffic over all zones
# description: >-
#   Else each zone sends only to instances of its own. When the last instance of a zone fails, or
#   one zone has fewer of them, its clients get errors while instances elsewhere idle.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-disable-crosszone-lb.html
# custom:
#   id: aws-elb-load-balancer-cross-zone
#   severity: low
#   kinds: [aws.elb.load_balancer]
#   aliases: [elb_cross_zone_load_balancing_enabled]
#   remediation: guarded
#   frameworks:
#     aws-fsbp: ["ELB.9"]
#     hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"]
#     iso27001-2022: ["A.8.14"]
#     nist-800-53-r5: ["CP-2(5)", "CP-10", "SC-36", "SI-13(5)"]
#     soc2: ["A1.2"]
package aws.elb.load_balancer_cross_zone

import data.lib.finding

deny contains finding.new("cross_zone_load_balancing", flag, true) if {
	flag := object.get(input.attributes, ["cross_zone_load_balancing"], null)
	flag != true
}
