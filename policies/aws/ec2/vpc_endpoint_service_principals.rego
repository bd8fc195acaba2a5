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
package aws.ec2.vpc_endpoint_service_principals

import data.lib.finding
import data.lib.list
import data.lib.trust

deny contains finding.new("allowed_principals", principal, "principals of trusted accounts only") if {
	some principal in list.of(object.get(input.attributes, ["allowed_principals"], null))
	not trust.trusted(principal)
}
