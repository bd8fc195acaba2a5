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
#   frameworks:
#     aws-fsbp: ["GuardDuty.1"]
#     hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(3)(ii)(A)", "164.308(a)(5)(ii)(C)", "164.308(a)(6)(ii)", "164.312(b)", "164.312(e)(2)(i)"]
#     iso27001-2022: ["A.8.7", "A.8.9", "A.8.16"]
#     nist-800-53-r5: ["AC-2(12)", "AU-6(1)", "AU-14", "CA-7", "CM-8(3)", "RA-5", "SC-5", "SI-4", "SI-4(2)", "SI-4(4)"]
#     pci-dss-4.0: ["11.5.1"]
#     soc2: ["CC6.8", "CC7.1", "CC7.2", "CC7.3", "CC7.4"]
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
