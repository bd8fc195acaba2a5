# METADATA
# title: Load balancers have a listener
# description: >-
#   A load balancer that listens to nothing serves nobody, costs money every hour, and is a name and
#   an address that somebody may put to use unseen.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html
# custom:
#   id: aws-elbv2-load-balancer-listeners
#   severity: low
#   kinds: [aws.elbv2.load_balancer]
#   aliases: [elbv2_listeners_underneath]
#   remediation: manual
#   frameworks: {iso27001-2022: ["A.8.9"], nist-800-53-r5: ["CM-2", "CM-6"], pci-dss-4.0: ["2.2.1"], soc2: ["CC6.1"]}
package aws.elbv2.load_balancer_listeners

import data.facts.listeners
import data.lib.finding

deny contains finding.because("name", object.get(input.attributes, ["name"], null), "a listener", "no listener of the snapshot belongs to the load balancer") if {
	count(object.get(listeners.of_load_balancer, [input.id], set())) == 0
}
