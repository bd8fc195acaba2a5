# METADATA
# title: Application Load Balancers refuse requests that servers read differently
# description: >-
#   Two servers that see the end of a request at different places let an attacker put a second
#   request into the stream of somebody else: sessions are taken over and caches poisoned. In the
#   mode monitor such requests pass.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#desync-mitigation-mode
# custom:
#   id: aws-elbv2-load-balancer-desync-mode
#   severity: medium
#   kinds: [aws.elbv2.load_balancer]
#   aliases: [elbv2_desync_mitigation_mode]
#   remediation: approval
package aws.elbv2.load_balancer_desync_mode

import data.lib.finding

deny contains finding.new("desync_mitigation_mode", mode, data.spec.elb.desync_modes) if {
	object.get(input.attributes, ["load_balancer_type"], null) == "application"
	mode := object.get(input.attributes, ["desync_mitigation_mode"], null)
	not mode in data.spec.elb.desync_modes
}
