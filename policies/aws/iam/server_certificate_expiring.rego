# METADATA
# title: Server certificates in IAM are renewed in time
# description: >-
#   Nobody renews these certificates but you: on the day after the last one, browsers and clients
#   refuse the connection. Those that have expired already are judged apart.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_server-certs.html
# custom:
#   id: aws-iam-server-certificate-expiring
#   severity: medium
#   kinds: [aws.iam.server_certificate]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.312(e)(1)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["IA-5(2)", "SC-12", "SC-17"]
#     pci-dss-4.0: ["4.2.1.1"]
#     soc2: ["CC6.7"]
package aws.iam.server_certificate_expiring

import data.lib.finding
import data.lib.time as lib_time

deny contains finding.new("expiration", moment, wanted) if {
	lib_time.is_moment(moment)
	lib_time.days_until(moment) > 0
	lib_time.days_until(moment) < days
	wanted := sprintf("%d days or more from now", [days])
}

deny contains finding.unread("expiration", "the answer does not tell when the certificate expires") if {
	not lib_time.is_moment(moment)
}

moment := object.get(input.attributes, ["expiration"], null)

days := data.spec.iam.credentials.server_certificate_min_days
