# METADATA
# title: Only Classic Load Balancers that the spec names face the internet
# description: >-
#   A load balancer with public addresses puts what is behind it in reach of every scanner. One that
#   was meant to be internal shows test systems and admin pages to the world, and often nobody
#   knows.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-internet-facing-load-balancers.html
# custom:
#   id: aws-elb-load-balancer-internet-facing
#   severity: medium
#   kinds: [aws.elb.load_balancer]
#   aliases: [elb_internet_facing]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.22"]
#     nist-800-53-r5: ["AC-4", "CM-7", "SC-7", "SC-7(5)"]
#     pci-dss-4.0: ["1.3.1", "1.4.2"]
#     soc2: ["CC6.6"]
package aws.elb.load_balancer_internet_facing

import data.lib.finding
import data.lib.pattern

deny contains finding.new("internal", internal, true) if {
	internal := object.get(input.attributes, ["internal"], null)
	internal != true
	not pattern.fits_one(input.name, data.spec.elb.public_load_balancers)
}
