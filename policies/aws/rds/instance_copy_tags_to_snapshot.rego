# METADATA
# title: RDS instances hand their tags on to snapshots
# description: >-
#   Who may restore or share a snapshot, and who pays for it, is often told by tags. A snapshot
#   without the tags of its database slips through these rules, and nobody knows whose it is.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Tagging.html
# custom:
#   id: aws-rds-instance-copy-tags-to-snapshot
#   severity: low
#   kinds: [aws.rds.instance]
#   aliases: [rds_instance_copy_tags_to_snapshots]
#   remediation: automatic
#   frameworks: {aws-fsbp: ["RDS.17"], iso27001-2022: ["A.5.9"], nist-800-53-r5: ["CM-2", "CM-8"], pci-dss-4.0: ["12.5.1"], soc2: ["CC7.1"]}
package aws.rds.instance_copy_tags_to_snapshot

import data.lib.database
import data.lib.finding

deny contains finding.new("copy_tags_to_snapshot", value, true) if {
	not database.member(input.attributes)
	value := object.get(input.attributes, ["copy_tags_to_snapshot"], null)
	value != true
}
