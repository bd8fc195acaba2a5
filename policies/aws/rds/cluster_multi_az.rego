# METADATA
# title: RDS clusters have instances in several zones
# description: >-
#   The storage of Aurora lies in three zones, but with a single instance nobody can get at it while
#   the zone of that one is down. A second instance in another zone takes over within a minute.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html
# custom:
#   id: aws-rds-cluster-multi-az
#   severity: medium
#   kinds: [aws.rds.cluster]
#   spec: [DB-10]
#   aliases: [rds_cluster_multi_az]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["RDS.15"]
#     cis-aws-foundations: ["3.2.4"]
#     hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"]
#     iso27001-2022: ["A.8.14"]
#     nist-800-53-r5: ["CP-2(5)", "CP-10", "SC-36", "SI-13(5)"]
#     soc2: ["A1.2"]
package aws.rds.cluster_multi_az

import data.lib.finding

deny contains finding.new("multi_az", spread, true) if {
	spread := object.get(input.attributes, ["multi_az"], null)
	spread != true
	object.get(input.attributes, ["engine_mode"], null) != "serverless"
}
