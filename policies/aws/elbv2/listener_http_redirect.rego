# METADATA
# title: HTTP listeners redirect to HTTPS, in every rule
# description: >-
#   A rule that answers over plain HTTP sends cookies, passwords and pages in the clear, where
#   anybody on the way reads or changes them. One rule for one path is enough, even if the default
#   action redirects.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html
# custom:
#   id: aws-elbv2-listener-http-redirect
#   severity: high
#   kinds: [aws.elbv2.listener]
#   spec: [LB-1]
#   aliases: [elbv2_ssl_listeners]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["ELB.1", "ELB.18"]
#     hipaa: ["164.312(e)(1)", "164.312(e)(2)(ii)"]
#     iso27001-2022: ["A.5.14", "A.8.24"]
#     nist-800-53-r5: ["SC-8", "SC-8(1)", "SC-13", "SC-23"]
#     pci-dss-4.0: ["4.2.1"]
#     soc2: ["CC6.7"]
package aws.elbv2.listener_http_redirect

import data.lib.finding
import data.lib.list

deny contains finding.new("default_action", summary(actions), wanted) if {
	plain
	actions := list.of(object.get(input.attributes, ["default_action"], null))
	not harmless(actions)
}

deny contains finding.new(sprintf("rules[%v].action", [rule.arn]), summary(actions), wanted) if {
	plain
	some rule in list.of(object.get(input.attributes, ["rules"], null))
	object.get(rule, ["is_default"], null) != true
	actions := list.of(object.get(rule, ["action"], null))
	not harmless(actions)
}

wanted := "a redirect to HTTPS"

plain if object.get(input.attributes, ["protocol"], null) == "HTTP"

# Every action counts: what asks for a password before it forwards asks in the clear.
harmless(actions) if {
	count(actions) > 0
	others := [action | some action in actions; not permitted(action)]
	count(others) == 0
}

permitted(action) if {
	action.type == "redirect"
	object.get(action, ["redirect", "protocol"], null) == "HTTPS"
}

permitted(action) if {
	action.type != "redirect"
	action.type in data.spec.elb.plain_http_actions
}

summary(actions) := [{"type": object.get(action, ["type"], null), "redirect": object.get(action, ["redirect", "protocol"], null)} |
	some action in actions
]
