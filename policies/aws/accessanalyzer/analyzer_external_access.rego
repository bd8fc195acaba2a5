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
#   frameworks:
#     cis-aws-foundations: ["2.18"]
#     hipaa: ["164.308(a)(3)(i)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.16"]
#     nist-800-53-r5: ["AC-3", "AC-6", "CA-7"]
#     soc2: ["CC6.1", "CC7.1"]
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
