# METADATA
# title: GuardDuty watches each region
# description: >-
#   GuardDuty notices stolen credentials at work, instances that talk to botnets and logs that are
#   switched off. An intruder goes to the region in which it is off.
# related_resources:
#   - https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_settingup.html
# custom:
#   id: aws-guardduty-detector-enabled
#   severity: high
#   kinds: [aws.ec2.account_settings]
#   aliases: [guardduty_is_enabled]
#   remediation: approval
package aws.guardduty.detector_enabled

import data.lib.region

deny contains region.lacks("a detector that is on", "no detector of GuardDuty is on") if {
	region.watched
	count(watching) == 0
}

watching contains id if {
	some id, detector in data.snapshot["aws.guardduty.detector"]
	object.get(detector.attributes, ["enable"], null) == true
}
