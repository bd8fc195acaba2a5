# METADATA
# title: An analyzer looks for access from outside in each region
# description: >-
#   Access Analyzer tells which buckets, roles, keys and queues somebody outside of the account can
#   reach. It sees only its own region; where none is active, a share that was opened by mistake stays
#   open until a stranger finds it.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-getting-started.html
# custom:
#   id: aws-accessanalyzer-analyzer-external-access
#   severity: low
#   kinds: [aws.ec2.account_settings]
#   aliases: [accessanalyzer_enabled]
#   remediation: approval
package aws.accessanalyzer.analyzer_external_access

import data.lib.region

deny contains region.lacks("an active analyzer of external access", reason) if {
	region.watched
	count(active) == 0
	reason := sprintf("no active Access Analyzer of type %s", [concat(" or ", data.spec.detection.analyzer_types)])
}

active contains id if {
	some id, analyzer in data.snapshot["aws.accessanalyzer.analyzer"]
	object.get(analyzer.attributes, ["status"], null) == "ACTIVE"
	object.get(analyzer.attributes, ["type"], null) in data.spec.detection.analyzer_types
}
