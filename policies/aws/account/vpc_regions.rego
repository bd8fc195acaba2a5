# METADATA
# title: The account has VPCs in as many regions as planned
# description: >-
#   When a whole region fails, only what was prepared elsewhere comes up again. A VPC in a second region,
#   with its subnets and routes, is the part of that which can't be made in the heat of the moment.
# related_resources:
#   - https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html
# custom:
#   id: aws-account-vpc-regions
#   severity: low
#   kinds: [aws.account]
#   aliases: [vpc_different_regions]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"]
#     iso27001-2022: ["A.8.14"]
#     nist-800-53-r5: ["CP-2(5)", "CP-10", "SC-36", "SI-13(5)"]
#     soc2: ["A1.2"]
package aws.account.vpc_regions

import data.lib.finding
import data.lib.list

deny contains finding.because("enabled_regions", regions, wanted, "regions with VPCs that AWS did not make, or that are in use") if {
	too_few
	count(unread) == 0
	wanted := sprintf("VPCs in %d regions", [data.spec.vpc.min_regions])
}

deny contains finding.unread("enabled_regions", message) if {
	too_few
	some region in unread
	message := sprintf("region %v was not read", [region])
}

# Without any VPC there is nothing that could fail.
too_few if {
	count(regions) > 0
	count(regions) < data.spec.vpc.min_regions
}

regions := {vpc.scope.region |
	some id, vpc in data.snapshot["aws.ec2.vpc"]
	counts(id, vpc)
}

counts(_, vpc) if object.get(vpc, ["attributes", "is_default"], null) != true

counts(id, _) if id in data.facts.network.vpcs_in_use

unread := {region | some region in list.of(object.get(input.attributes, ["enabled_regions"], null))} - {settings.scope.region |
	some settings in data.snapshot["aws.ec2.account_settings"]
}
