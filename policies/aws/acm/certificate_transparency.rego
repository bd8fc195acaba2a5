# METADATA
# title: ACM certificates are written to public transparency logs
# description: >-
#   Browsers refuse certificates that stand in no transparency log. And without the entry nobody who
#   watches the logs sees which certificates for the name are real.
# related_resources:
#   - https://docs.aws.amazon.com/acm/latest/userguide/acm-bestpractices.html
# custom:
#   id: aws-acm-certificate-transparency
#   severity: medium
#   kinds: [aws.acm.certificate]
#   aliases:
#     - acm_certificates_transparency_logs_enabled
#   remediation: approval
#   frameworks:
#     hipaa: ["164.312(e)(1)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["IA-5(2)", "SC-12", "SC-17"]
#     pci-dss-4.0: ["4.2.1.1"]
#     soc2: ["CC6.7"]
package aws.acm.certificate_transparency

import data.lib.finding

deny contains finding.new("options.certificate_transparency_logging_preference", preference, "ENABLED") if {
	object.get(input.attributes, ["type"], null) == "AMAZON_ISSUED"
	object.get(input.attributes, ["status"], null) in {"ISSUED", "PENDING_VALIDATION"}
	preference := object.get(input.attributes, ["options", "certificate_transparency_logging_preference"], null)
	preference == "DISABLED"
}
