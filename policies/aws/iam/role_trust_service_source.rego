# METADATA
# title: IAM roles for services name the account or resource that is meant
# description: >-
#   A service that works for many customers can be made to use your role for the resource of somebody
#   else, who only has to know the name of the role. A condition on the source ties the service to
#   your account.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
# custom:
#   id: aws-iam-role-trust-service-source
#   severity: medium
#   kinds: [aws.iam.role]
#   remediation: manual
#   aliases: [iam_role_cross_service_confused_deputy_prevention]
#   frameworks:
#     hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(B)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.5.18", "A.8.2"]
#     nist-800-53-r5: ["AC-3", "AC-6", "AC-6(10)"]
#     pci-dss-4.0: ["7.2.1", "7.2.2"]
#     soc2: ["CC6.3"]
package aws.iam.role_trust_service_source

import data.lib.finding
import data.lib.iam_trust

deny contains finding.new("assume_role_policy", service, "a condition on aws:SourceArn, aws:SourceAccount or aws:SourceOrgID") if {
	object.get(input.attributes, ["service_linked"], null) != true
	some statement in iam_trust.assuming(object.get(input.attributes, ["assume_role_policy"], null))
	some service in iam_trust.unbound_services(statement, data.spec.iam.source_bound_services)
}
