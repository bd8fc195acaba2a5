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

status(feature) := "ENABLED" if "ENABLED" in statuses(feature)

status(feature) := concat(", ", statuses(feature)) if {
	not "ENABLED" in statuses(feature)
	count(statuses(feature)) > 0
}

status(feature) := null if count(statuses(feature)) == 0

statuses(feature) := {sprintf("%v", [object.get(found, ["status"], null)]) |
	some found in list.of(object.get(input.attributes, ["features"], null))
	object.get(found, ["name"], null) == feature
}
