# METADATA
# title: VPCs in use reach the services of AWS by endpoints of their own
# description: >-
#   Without an endpoint, calls to the services of AWS leave by the internet. Machines then need a way out,
#   which an intruder takes as well, and no endpoint policy says which accounts may be talked to.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/interface-vpc-endpoints.html
#   - https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
# custom:
#   id: aws-ec2-vpc-required-endpoints
#   severity: low
#   kinds: [aws.ec2.vpc]
#   aliases: [vpc_endpoint_for_ec2_enabled]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["EC2.10"]
#     hipaa: ["164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AC-4", "SC-7", "SC-7(4)"]
#     pci-dss-4.0: ["1.2.8", "1.3.2", "1.4.1"]
#     soc2: ["CC6.6"]
package aws.ec2.vpc_required_endpoints

import data.lib.finding

deny contains finding.because("state", object.get(input.attributes, ["state"], null), wanted, reason) if {
	data.lib.vpc.own
	data.lib.vpc.in_use
	some service in data.spec.vpc.required_endpoints
	not has_endpoint(service)
	wanted := sprintf("an endpoint for %v", [service])
	reason := "no endpoint of this VPC that is available leads there"
}

has_endpoint(service) if {
	some id in data.facts.network.endpoints_of_vpc[input.id]
	endpoint := data.snapshot["aws.ec2.vpc_endpoint"][id].attributes
	object.get(endpoint, ["state"], null) == "available"
	regex.match(`^(cn\.)?com\.amazonaws\.[a-z0-9-]+\.`, endpoint.service_name)
	concat(".", array.slice(split(trim_prefix(endpoint.service_name, "cn."), "."), 3, 100)) == service
}
