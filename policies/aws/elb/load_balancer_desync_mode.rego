# METADATA
# title: Classic Load Balancers refuse requests that servers read differently
# description: >-
#   Two servers that see the end of a request at different places let an attacker put a second
#   request into the stream of somebody else: sessions are taken over and caches poisoned. In the
#   mode monitor such requests pass.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/config-desync-mitigation-mode.html
# custom:
#   id: aws-elb-load-balancer-desync-mode
#   severity: medium
#   kinds: [aws.elb.load_balancer]
#   aliases: [elb_desync_mitigation_mode]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["ELB.14"]
#     iso27001-2022: ["A.8.9", "A.8.26"]
#     nist-800-53-r5: ["CM-2", "CM-6", "SI-10"]
#     pci-dss-4.0: ["2.2.1"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.elb.load_balancer_desync_mode

import data.lib.finding

deny contains finding.new("desync_mitigation_mode", mode, data.spec.elb.desync_modes) if {
	mode := object.get(input.attributes, ["desync_mitigation_mode"], null)
	not mode in data.spec.elb.desync_modes
}
