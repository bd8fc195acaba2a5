# METADATA
# title: No expired server certificate is stored in IAM
# description: >-
#   An expired certificate that is still there gets attached to a load balancer by mistake, and then
#   every visitor is turned away. It serves nothing else.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_server-certs.html
# custom:
#   id: aws-iam-server-certificate-expired
#   severity: high
#   kinds: [aws.iam.server_certificate]
#   aliases: [iam_no_expired_server_certificates_stored]
#   remediation: approval
#   frameworks:
#     cis-aws-foundations: ["2.17"]
#     hipaa: ["164.312(e)(1)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["IA-5(2)", "SC-12", "SC-17"]
#     pci-dss-4.0: ["4.2.1.1"]
#     soc2: ["CC6.7"]
package aws.iam.server_certificate_expired

import data.lib.finding
import data.lib.time as lib_time

deny contains finding.new("expiration", moment, "later than now, or the certificate is gone") if {
	lib_time.is_moment(moment)
	lib_time.days_until(moment) <= 0
}

deny contains finding.unread("expiration", "the answer does not tell when the certificate expires") if {
	not lib_time.is_moment(moment)
}

moment := object.get(input.attributes, ["expiration"], null)
