# METADATA
# title: Renewals of ACM certificates do not fail
# description: >-
#   AWS begins to renew weeks before the end. When the record that proves the name is gone, it waits
#   or gives up without a word, and the site goes down on the day the old certificate ends.
# related_resources:
#   - https://docs.aws.amazon.com/acm/latest/userguide/check-certificate-renewal-status.html
#   - https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-renewal.html
# custom:
#   id: aws-acm-certificate-renewal
#   severity: high
#   kinds: [aws.acm.certificate]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["ACM.1"]
#     hipaa: ["164.312(e)(1)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["IA-5(2)", "SC-7(16)", "SC-12", "SC-17"]
#     pci-dss-4.0: ["4.2.1.1"]
#     soc2: ["CC6.7"]
package aws.acm.certificate_renewal

import data.lib.finding

deny contains finding.new("renewal_status", status, "SUCCESS") if {
	object.get(input.attributes, ["in_use"], null) != false
	status := object.get(input.attributes, ["renewal_status"], null)
	status in {"FAILED", "PENDING_VALIDATION"}
}
