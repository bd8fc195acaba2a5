# METADATA
# title: SSM documents hold no secrets
# description: >-
#   Whoever may read or run a document reads what stands in it, in all its old versions too. A
#   password there is known to many and is never changed, because nobody knows who uses it.
# related_resources:
#   - https://docs.aws.amazon.com/systems-manager/latest/userguide/documents.html
# custom:
#   id: aws-ssm-document-secrets
#   severity: high
#   kinds: [aws.ssm.document]
#   aliases:
#     - ssm_document_secrets
#   remediation: manual
#   certain: true
#   frameworks:
#     hipaa: ["164.308(a)(5)(ii)(D)"]
#     iso27001-2022: ["A.5.17"]
#     nist-800-53-r5: ["IA-5", "IA-5(7)", "SC-28"]
#     pci-dss-4.0: ["8.6.2"]
#     soc2: ["CC6.1"]
package aws.ssm.document_secrets

import data.lib.finding

deny contains finding.new("content_has_secrets", found, false) if {
	found := object.get(input.attributes, ["content_has_secrets"], null)
	found != false
}
