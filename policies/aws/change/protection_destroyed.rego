# METADATA
# title: Plans take no trails, alarms, detectors or backups away
# description: >-
#   Who removes what watches over an account, or saves its data, leaves it blind from that moment on, and
#   a plan of fifty changes hides it well. It may be meant, but somebody has to say so.
# related_resources:
#   - https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle
# custom:
#   id: aws-change-protection-destroyed
#   severity: high
#   kinds:
#     - aws.accessanalyzer.analyzer
#     - aws.backup.plan
#     - aws.budgets.budget
#     - aws.cloudtrail.trail
#     - aws.cloudwatch.composite_alarm
#     - aws.cloudwatch.metric_alarm
#     - aws.config.configuration_recorder
#     - aws.config.delivery_channel
#     - aws.ec2.flow_log
#     - aws.guardduty.detector
#     - aws.iam.account_password_policy
#     - aws.logs.metric_filter
#     - aws.s3.account_public_access_block
#     - aws.securityhub.account
#     - aws.sns.subscription
#   remediation: manual
#   frameworks:
#     nist-800-53-r5: ["AU-9", "CM-3"]
#     soc2: ["CC7.2", "CC8.1"]
package aws.change.protection_destroyed

import data.lib.finding

# One that is replaced is there again when the plan is done.
deny contains finding.because("origin.actions", input.origin.actions, null, reason) if {
	"delete" in input.origin.actions
	not "create" in input.origin.actions
	reason := sprintf("the plan destroys %v", [input.origin.address])
}
