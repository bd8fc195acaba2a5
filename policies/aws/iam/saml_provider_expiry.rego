# METADATA
# title: The metadata of SAML providers is renewed in time
# description: >-
#   When the metadata or its certificates run out, nobody signs in any more, and the way round it is
#   the root user. Metadata without an end is fine.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_saml.html
# custom:
#   id: aws-iam-saml-provider-expiry
#   severity: medium
#   kinds: [aws.iam.saml_provider]
#   spec: [IAM-2]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.312(a)(2)(i)", "164.312(d)"]
#     iso27001-2022: ["A.5.16"]
#     nist-800-53-r5: ["AC-2(1)", "IA-2"]
#     pci-dss-4.0: ["8.2.1"]
#     soc2: ["CC6.1", "CC6.2"]
package aws.iam.saml_provider_expiry

import data.lib.finding
import data.lib.time as lib_time

deny contains finding.new("valid_until", moment, wanted) if {
	lib_time.is_moment(moment)
	lib_time.days_until(moment) < days
	wanted := sprintf("%d days or more from now", [days])
}

deny contains finding.unread("valid_until", "the answer does not tell until when the metadata holds") if {
	moment != null
	not lib_time.is_moment(moment)
	not far_off
}

# Later than what time.rego can measure.
far_off if regex.match(`^(2[2-9]|[3-9][0-9])[0-9]{2}-`, sprintf("%v", [moment]))

moment := object.get(input.attributes, ["valid_until"], null)

days := data.spec.iam.credentials.saml_provider_min_days
