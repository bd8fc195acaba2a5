# METADATA
# title: Application Load Balancers have an HTTPS listener
# description: >-
#   Without one, all that clients send goes over the network in the clear, or they meet a redirect
#   that leads nowhere. Load balancers without any listener are the matter of another control.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html
# custom:
#   id: aws-elbv2-load-balancer-https-listener
#   severity: high
#   kinds: [aws.elbv2.load_balancer]
#   spec: [LB-1]
#   aliases: [elbv2_ssl_listeners]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["ELB.1", "ELB.18"]
#     hipaa: ["164.312(e)(1)", "164.312(e)(2)(ii)"]
#     iso27001-2022: ["A.5.14", "A.8.24"]
#     nist-800-53-r5: ["SC-8", "SC-8(1)", "SC-13", "SC-23"]
#     pci-dss-4.0: ["4.2.1"]
#     soc2: ["CC6.7"]
package aws.elbv2.load_balancer_https_listener

import data.facts.listeners
import data.lib.finding

deny contains finding.because("load_balancer_type", "application", "an HTTPS listener", way) if {
	object.get(input.attributes, ["load_balancer_type"], null) == "application"
	count(held) > 0
	encrypted := [listener | some listener in held; listener.protocol == "HTTPS"]
	count(encrypted) == 0
	way := sprintf("listeners of load balancer %v -> %s", [input.name, concat(", ", sort({port(listener) | some listener in held}))])
}

held := object.get(listeners.of_load_balancer, [input.id], set())

port(listener) := sprintf("%v on port %v", [listener.protocol, listener.port])
