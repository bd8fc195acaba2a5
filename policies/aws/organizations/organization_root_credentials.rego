# METADATA
# title: The organization manages the root users of its accounts centrally
# description: >-
#   Each account has a root user with a password that somebody may reset by mail. Managed centrally,
#   the root users of member accounts have no credentials at all that could be stolen, and the few
#   tasks of theirs are done from the management account.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html#id_root-user-access-management
# custom:
#   id: aws-organizations-organization-root-credentials
#   severity: high
#   kinds: [aws.organizations.organization]
#   spec: [IAM-2]
#   aliases: [iam_root_credentials_management_enabled]
#   remediation: manual
#   frameworks:
#     cis-aws-foundations: ["2.1.1"]
#     hipaa: ["164.308(a)(3)(ii)(A)", "164.312(a)(2)(i)"]
#     iso27001-2022: ["A.8.2"]
#     nist-800-53-r5: ["AC-2", "AC-6", "AC-6(5)"]
#     pci-dss-4.0: ["7.2.2"]
#     soc2: ["CC6.1", "CC6.3"]
package aws.organizations.organization_root_credentials

import data.lib.finding
import data.lib.list

deny contains finding.new("enabled_features", enabled, wanted) if {
	enabled := list.of(object.get(input.attributes, ["enabled_features"], null))
	missing := [feature | some feature in wanted; not feature in enabled]
	count(missing) > 0
}

wanted := data.spec.iam.credentials.root_management_features
