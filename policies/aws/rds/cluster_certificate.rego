# METADATA
# title: Multi-AZ clusters have certificates with time left
# description: >-
#   When the certificate of a database runs out, every client that checks it stops working in the
#   same minute, and the quick way out is to switch off the check or the encryption. A rotation may
#   need a restart, so it takes notice.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL-certificate-rotation.html
# custom:
#   id: aws-rds-cluster-certificate
#   severity: high
#   kinds: [aws.rds.cluster]
#   aliases: [rds_instance_certificate_expiration]
#   remediation: approval
#   frameworks:
#     hipaa: ["164.312(e)(1)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["IA-5(2)", "SC-12", "SC-17"]
#     pci-dss-4.0: ["4.2.1.1"]
#     soc2: ["CC6.7"]
package aws.rds.cluster_certificate

import data.lib.database
import data.lib.finding
import data.lib.time

deny contains finding.new("ca_certificate_valid_till", moment, sprintf("%v days from now or later", [data.spec.rds.min_certificate_days])) if {
	database.family(input.attributes) in {"mysql", "postgres"}
	time.is_moment(moment)
	time.days_until(moment) < data.spec.rds.min_certificate_days
}

deny contains finding.unread("ca_certificate_valid_till", "when the certificate expires is not told") if {
	database.family(input.attributes) in {"mysql", "postgres"}
	not time.is_moment(moment)
}

deny contains finding.new("ca_certificate_identifier", authority, "an authority that is still valid") if {
	database.family(input.attributes) in {"mysql", "postgres"}
	authority := object.get(input.attributes, ["ca_certificate_identifier"], null)
	authority in data.spec.rds.retired_authorities
}

moment := object.get(input.attributes, ["ca_certificate_valid_till"], null)
