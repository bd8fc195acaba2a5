# METADATA
# title: Aurora MySQL clusters can be wound back
# description: >-
#   After a DELETE without WHERE a restore takes hours into a second cluster. Backtrack winds the
#   cluster itself back to the minute before. It can be had only from the start, or by way of a
#   restore.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html
# custom:
#   id: aws-rds-cluster-backtrack
#   severity: low
#   kinds: [aws.rds.cluster]
#   aliases: [rds_cluster_backtrack_enabled]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["RDS.14"]
#     hipaa: ["164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)"]
#     iso27001-2022: ["A.8.13"]
#     nist-800-53-r5: ["CP-9", "CP-10"]
#     soc2: ["A1.2"]
package aws.rds.cluster_backtrack

import data.lib.database
import data.lib.finding

deny contains finding.new("backtrack_window", window, data.spec.rds.min_backtrack_hours * 3600) if {
	is_number(data.spec.rds.min_backtrack_hours)
	database.family(input.attributes) == "aurora-mysql"
	object.get(input.attributes, ["engine_mode"], null) in {null, "provisioned"}
	not is_string(object.get(input.attributes, ["global_cluster_identifier"], null))
	window := object.get(input.attributes, ["backtrack_window"], null)
	not long_enough(window)
}

long_enough(window) if {
	is_number(window)
	window >= data.spec.rds.min_backtrack_hours * 3600
}
