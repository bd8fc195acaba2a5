# METADATA
# title: GuardDuty watches what the spec names
# description: >-
#   By itself GuardDuty reads the logs of API calls, names and flows. Downloads from buckets and logins
#   to databases it sees only when it is told to look there.
# related_resources:
#   - https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-features-activation-model.html
# custom:
#   id: aws-guardduty-detector-features
#   severity: medium
#   kinds: [aws.guardduty.detector]
#   remediation: approval
#   frameworks:
#     hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(3)(ii)(A)", "164.308(a)(5)(ii)(C)", "164.308(a)(6)(ii)", "164.312(b)", "164.312(e)(2)(i)"]
#     iso27001-2022: ["A.8.7", "A.8.9", "A.8.16"]
#     nist-800-53-r5: ["AC-2(12)", "AU-6(1)", "AU-14", "CA-7", "CM-8(3)", "RA-5", "SC-5", "SI-4", "SI-4(2)", "SI-4(4)"]
#     pci-dss-4.0: ["11.5.1"]
#     soc2: ["CC6.8", "CC7.1", "CC7.2", "CC7.3", "CC7.4"]
package aws.guardduty.detector_features

import data.lib.finding
import data.lib.list

# A detector that is off is judged with its region.
deny contains finding.new(path, status(feature), "ENABLED") if {
	object.get(input.attributes, ["enable"], null) != false
	some feature in data.spec.detection.guardduty_features
	status(feature) != "ENABLED"
	path := sprintf("features[%s].status", [feature])
}

status(feature) := "ENABLED" if {
	"ENABLED" in statuses(feature)
} else := concat(", ", statuses(feature)) if {
	count(statuses(feature)) > 0
} else := null

statuses(feature) := {sprintf("%v", [object.get(found, ["status"], null)]) |
	some found in list.of(object.get(input.attributes, ["features"], null))
	object.get(found, ["name"], null) == feature
}
