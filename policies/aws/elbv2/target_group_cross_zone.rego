# METADATA
# title: Target groups do not switch off spreading over all zones
# description: >-
#   A target group can overrule its load balancer. Then each zone sends only to the targets of its
#   own, and when the last of them fails its clients get errors while others idle.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
# custom:
#   id: aws-elbv2-target-group-cross-zone
#   severity: low
#   kinds: [aws.elbv2.target_group]
#   aliases: [elbv2_cross_zone_load_balancing_enabled]
#   remediation: approval
#   frameworks:
#     hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"]
#     iso27001-2022: ["A.8.14"]
#     nist-800-53-r5: ["CP-2(5)", "CP-10", "SC-36", "SI-13(5)"]
#     soc2: ["A1.2"]
package aws.elbv2.target_group_cross_zone

import data.lib.finding

deny contains finding.new("load_balancing_cross_zone_enabled", mode, ["true", "use_load_balancer_configuration"]) if {
	data.spec.elb.cross_zone
	mode := object.get(input.attributes, ["load_balancing_cross_zone_enabled"], null)
	mode == "false"
}
