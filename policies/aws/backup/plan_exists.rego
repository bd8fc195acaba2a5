# METADATA
# title: Regions that hold databases or volumes have a backup plan
# description: >-
#   Backups that somebody makes by hand are forgotten, and those that a service makes by itself go with
#   the thing that they belong to. A plan makes them, and keeps them apart. Regions without databases
#   and volumes need none.
# related_resources:
#   - https://docs.aws.amazon.com/aws-backup/latest/devguide/about-backup-plans.html
# custom:
#   id: aws-backup-plan-exists
#   severity: low
#   kinds: [aws.ec2.account_settings]
#   aliases: [backup_plans_exist]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)"]
#     iso27001-2022: ["A.8.13"]
#     nist-800-53-r5: ["CP-9", "CP-10"]
#     soc2: ["A1.2", "PI1.5"]
package aws.backup.plan_exists

import data.lib.region

deny contains region.lacks("a backup plan", reason) if {
	data.spec.backup.plan_required
	count(plans) == 0
	count(holdings) > 0
	reason := sprintf("%d databases and volumes, but no plan of AWS Backup", [count(holdings)])
}

plans contains id if some id, _ in data.snapshot["aws.backup.plan"]

holdings contains id if some id, _ in data.snapshot["aws.rds.instance"]

holdings contains id if some id, _ in data.snapshot["aws.rds.cluster"]

holdings contains id if some id, _ in data.snapshot["aws.ec2.ebs_volume"]
