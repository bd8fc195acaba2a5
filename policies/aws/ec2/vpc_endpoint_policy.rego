# METADATA
# title: VPC endpoints serve only principals of trusted accounts
# description: >-
#   By an endpoint that serves everybody, an intruder or a faithless colleague carries data out with keys of
#   an account of their own, in the middle of a network that has no way to the internet. A policy that
#   names the accounts stops that.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
# custom:
#   id: aws-ec2-vpc-endpoint-policy
#   severity: medium
#   kinds: [aws.ec2.vpc_endpoint]
#   aliases: [vpc_endpoint_connections_trust_boundaries]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(3)(i)", "164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12", "A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AC-3", "AC-4", "AC-6", "SC-7", "SC-7(4)"]
#     pci-dss-4.0: ["1.4.1", "7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.ec2.vpc_endpoint_policy

import data.lib.finding
import data.lib.iam
import data.lib.list
import data.lib.trust

deny contains finding.new("policy", strange, "principals of trusted accounts only") if {
	data.lib.vpc.own
	object.get(input.attributes, ["requester_managed"], null) != true
	some statement in iam.allowing(object.get(input.attributes, ["policy"], null))
	not narrowed(statement)
	some strange in strangers(statement)
}

strangers(statement) := {principal |
	some principal in principals(statement)
	not trust.trusted(principal)
}

principals(statement) := {"everybody but a few"} if object.get(statement, ["NotPrincipal"], null) != null

principals(statement) := {"*"} if {
	object.get(statement, ["NotPrincipal"], null) == null
	not is_object(object.get(statement, ["Principal"], null))
}

# Services of AWS act for somebody who is judged elsewhere.
principals(statement) := {principal |
	some type, named in statement.Principal
	type != "Service"
	some principal in list.of(named)
} if {
	object.get(statement, ["NotPrincipal"], null) == null
	is_object(object.get(statement, ["Principal"], null))
}

# True when a condition demands a trusted principal. Where a request comes from, or by which endpoint,
# says nothing here: all come by this one.
narrowed(statement) if {
	some condition in iam.conditions(statement)
	condition.operator in data.lib.iam.matching_operators
	count(condition.values) > 0
	every value in condition.values {
		names_trusted(condition.key, value)
	}
}

names_trusted(key, value) if {
	key in {"aws:principalaccount", "aws:principalarn"}
	trust.trusted(value)
}

names_trusted(key, value) if {
	key == "aws:principalorgid"
	regex.match(`^o-[a-z0-9]{10,32}$`, value)
}

names_trusted(key, value) if {
	key == "aws:principalorgpaths"
	regex.match(`^o-[a-z0-9]{10,32}/`, value)
}
