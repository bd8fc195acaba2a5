# METADATA
# title: RDS snapshots of instances are not public
# description: >-
#   A public snapshot can be restored by anybody who has an AWS account, and there are people who
#   list new ones all day. From that moment the whole content of the database has to be taken for
#   stolen.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html
# custom:
#   id: aws-rds-snapshot-public
#   severity: critical
#   kinds: [aws.rds.snapshot]
#   aliases: [rds_snapshots_public_access]
#   remediation: guarded
#   certain: true
#   frameworks:
#     aws-fsbp: ["RDS.1"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(3)(i)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12"]
#     nist-800-53-r5: ["AC-3", "AC-3(7)", "AC-4", "AC-4(21)", "AC-6", "SC-7", "SC-7(3)", "SC-7(11)", "SC-7(16)", "SC-7(20)", "SC-7(21)"]
#     pci-dss-4.0: ["7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.rds.snapshot_public

import data.lib.finding
import data.lib.list

deny contains finding.new("shared_accounts", accounts, "no sharing with all") if {
	accounts := object.get(input.attributes, ["shared_accounts"], null)
	some account in list.of(accounts)
	lower(sprintf("%v", [account])) == "all"
}
