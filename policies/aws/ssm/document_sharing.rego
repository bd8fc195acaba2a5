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
package aws.ssm.document_sharing

import data.lib.finding
import data.lib.list

deny contains finding.new("permissions.account_ids", account, "this account, or one that the spec names") if {
	some account in list.of(object.get(input.attributes, ["permissions", "account_ids"], null))
	not trusted(account)
}

trusted(account) if account == input.scope.account

trusted(account) if account in data.spec.ssm.trusted_accounts
