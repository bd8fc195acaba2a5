# METADATA
# title: Backup plans keep backups for the spec's time
# description: >-
#   Damage is often noticed after days. If the last backup from before it is gone by then, so is the
#   data. A plan without a rule makes no backups at all.
# related_resources:
#   - https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-backup-plan.html
# custom:
#   id: aws-backup-plan-retention
#   severity: medium
#   kinds: [aws.backup.plan]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)"]
#     iso27001-2022: ["A.8.13"]
#     nist-800-53-r5: ["CP-9", "CP-10"]
#     soc2: ["A1.2", "PI1.5"]
package aws.backup.plan_retention

import data.lib.finding
import data.lib.list

# Without an end, backups are kept for ever.
deny contains finding.new(path, kept, wanted) if {
	some rule in rules
	kept := object.get(rule, ["lifecycle", "delete_after"], null)
	is_number(kept)
	kept < days
	path := sprintf("rule[%v].lifecycle.delete_after", [object.get(rule, ["rule_name"], "")])
	wanted := sprintf("at least %d", [days])
}

deny contains finding.new("rule", [], "at least one rule") if count(rules) == 0

rules := [rule |
	some rule in list.of(object.get(input.attributes, ["rule"], null))
	is_object(rule)
]

days := data.spec.backup.min_retention_days
