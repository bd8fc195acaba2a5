# METADATA
# title: Network Load Balancers end TLS
# description: >-
#   Where the spec wants TLS to end at the load balancer, a listener that only passes TCP on leaves
#   certificates and ciphers to each target, where nobody looks after them centrally.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/network/create-tls-listener.html
# custom:
#   id: aws-elbv2-load-balancer-tls-termination
#   severity: medium
#   kinds: [aws.elbv2.load_balancer]
#   aliases: [elbv2_nlb_tls_termination_enabled]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["ELB.18"]
#     hipaa: ["164.312(e)(1)", "164.312(e)(2)(ii)"]
#     iso27001-2022: ["A.5.14", "A.8.24"]
#     nist-800-53-r5: ["SC-8", "SC-8(1)", "SC-13", "SC-23"]
#     pci-dss-4.0: ["4.2.1"]
#     soc2: ["CC6.7"]
package aws.elbv2.load_balancer_tls_termination

import data.facts.listeners
import data.lib.finding

deny contains finding.because("load_balancer_type", "network", "a TLS listener", "none of its listeners has the protocol TLS") if {
	data.spec.elb.network_tls_termination
	object.get(input.attributes, ["load_balancer_type"], null) == "network"
	held := object.get(listeners.of_load_balancer, [input.id], set())
	ending := [listener | some listener in held; listener.protocol == "TLS"]
	count(ending) == 0
}
