# METADATA
# title: SSM documents are shared only with accounts that the spec names
# description: >-
#   A document tells how machines are set up: paths, hosts, commands, at times passwords. Shared
#   with all it can be read by every customer of AWS; shared with a stranger, by that one.
# related_resources:
#   - https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html
# custom:
#   id: aws-ssm-document-sharing
#   severity: high
#   kinds: [aws.ssm.document]
#   aliases:
#     - ssm_documents_set_as_public
#   remediation: approval
#   certain: true
#   frameworks:
#     aws-fsbp: ["SSM.4"]
#     hipaa: ["164.308(a)(3)(i)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12"]
#     nist-800-53-r5: ["AC-3", "AC-4", "AC-6", "SC-7"]
#     pci-dss-4.0: ["7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.ssm.document_sharing

import data.lib.finding
import data.lib.list

deny contains finding.new("permissions.account_ids", account, "this account, or one that the spec names") if {
	some account in list.of(object.get(input.attributes, ["permissions", "account_ids"], null))
	not trusted(account)
}

trusted(account) if account == input.scope.account

trusted(account) if account in data.spec.ssm.trusted_accounts
