# METADATA
# title: ACM certificates do not end soon
# description: >-
#   On the day that a certificate ends, browsers and programs refuse the site, and users learn to
#   click warnings away. What AWS does not renew by itself, somebody has to renew in time.
# related_resources:
#   - https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html
#   - https://docs.aws.amazon.com/acm/latest/userguide/import-reimport.html
# custom:
#   id: aws-acm-certificate-expiry
#   severity: high
#   kinds: [aws.acm.certificate]
#   aliases:
#     - acm_certificates_expiration_check
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["ACM.1"]
#     hipaa: ["164.312(e)(1)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["IA-5(2)", "SC-7(16)", "SC-12", "SC-17"]
#     pci-dss-4.0: ["4.2.1.1"]
#     soc2: ["CC6.7"]
package aws.acm.certificate_expiry

import data.lib.finding
import data.lib.time as clock

deny contains finding.new("not_after", moment, wanted) if {
	judged
	clock.is_moment(moment)
	clock.days_until(moment) <= data.spec.acm.min_days
	wanted := sprintf("more than %d days away", [data.spec.acm.min_days])
}

deny contains finding.unread("not_after", "the end of the certificate is not known") if {
	judged
	not clock.is_moment(moment)
}

moment := object.get(input.attributes, ["not_after"], null)

# What was never issued, or was withdrawn, has no end that matters.
judged if {
	object.get(input.attributes, ["status"], null) in {"ISSUED", "EXPIRED", "INACTIVE"}
	matters
}

matters if data.spec.acm.judge_unused == true

matters if object.get(input.attributes, ["in_use"], null) != false

# The key of such a certificate may be in use outside of AWS.
matters if object.get(input.attributes, ["options", "export"], null) == "ENABLED"
