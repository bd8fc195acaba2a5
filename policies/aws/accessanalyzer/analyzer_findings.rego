# METADATA
# title: Findings of Access Analyzer are resolved or archived
# description: >-
#   An open finding is a thing that somebody outside can reach, or a permission that nobody uses, and
#   that nobody has looked at yet. What is meant to be so is archived.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-work-with-findings.html
# custom:
#   id: aws-accessanalyzer-analyzer-findings
#   severity: low
#   kinds: [aws.accessanalyzer.analyzer]
#   aliases: [accessanalyzer_enabled_without_findings]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(3)(i)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.16"]
#     nist-800-53-r5: ["AC-3", "AC-6", "CA-7"]
#     soc2: ["CC6.1", "CC7.1"]
package aws.accessanalyzer.analyzer_findings

import data.lib.finding

deny contains finding.new("has_active_findings", true, false) if {
	object.get(input.attributes, ["has_active_findings"], null) == true
}

deny contains finding.unread("has_active_findings", "the answer does not tell whether there are findings") if {
	not is_boolean(object.get(input.attributes, ["has_active_findings"], null))
}
