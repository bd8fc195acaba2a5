# METADATA
# title: Trails are logging and reach their bucket
# description: >-
#   Stopping the log is what an intruder does first, and it takes one call. A trail that is there
#   but does not log, or whose bucket refuses it, looks like an audit log and is none.
# related_resources:
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-turning-off-logging.html
# custom:
#   id: aws-cloudtrail-trail-logging
#   severity: high
#   kinds: [aws.cloudtrail.trail]
#   spec: [SEC-2]
#   remediation: approval
#   frameworks:
#     hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(3)(ii)(A)", "164.308(a)(6)(ii)", "164.312(b)"]
#     iso27001-2022: ["A.8.15", "A.8.16"]
#     nist-800-53-r5: ["AC-2(4)", "AC-6(9)", "AU-2", "AU-3", "AU-6(1)", "AU-6(3)", "AU-6(4)", "AU-10", "AU-12", "AU-14", "CA-7", "CM-5(1)", "CM-6",
#       "SI-4", "SI-4(2)", "SI-4(20)"]
#     pci-dss-4.0: ["10.2.1", "10.2.1.1", "10.2.1.2", "10.2.1.3", "10.2.1.4", "10.2.1.5", "10.2.1.6", "10.2.1.7", "10.2.2", "10.3.1"]
#     soc2: ["CC7.2"]
package aws.cloudtrail.trail_logging

import data.lib.finding

deny contains finding.new("enable_logging", logging, true) if {
	logging := object.get(input.attributes, ["enable_logging"], null)
	logging != true
}

deny contains finding.new("latest_delivery_error", error, null) if {
	error := object.get(input.attributes, ["latest_delivery_error"], null)
	error != null
}
