# METADATA
# title: VPC endpoint services let in only trusted accounts
# description: >-
#   Who may make an endpoint to a service talks to the load balancer behind it as if from inside, past
#   everything that guards its public side. Let in only accounts that are known.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html
# custom:
#   id: aws-ec2-vpc-endpoint-service-principals
#   severity: high
#   kinds: [aws.ec2.vpc_endpoint_service]
#   aliases: [vpc_endpoint_services_allowed_principals_trust_boundaries]
#   remediation: manual
#   certain: true
#   frameworks:
#     hipaa: ["164.308(a)(3)(i)", "164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12", "A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AC-3", "AC-4", "AC-6", "SC-7", "SC-7(4)"]
#     pci-dss-4.0: ["1.4.1", "7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.ec2.vpc_endpoint_service_principals

import data.lib.finding
import data.lib.list
import data.lib.trust

deny contains finding.new("allowed_principals", principal, "principals of trusted accounts only") if {
	some principal in list.of(object.get(input.attributes, ["allowed_principals"], null))
	not trust.trusted(principal)
}
