# METADATA
# title: Access policies let in only those whom they name
# description: >-
#   A policy for everyone, for any service token or for any address at a public mail provider turns
#   the login page into a formality: a stranger gets in with a fresh account. A bypass policy on an
#   admin panel does not even ask.
# related_resources:
#   - https://developers.cloudflare.com/cloudflare-one/access-controls/policies/
# custom:
#   id: cloudflare-access-open-policy
#   severity: critical
#   kinds: [cloudflare.zero_trust.access_application]
#   spec: [CF-7]
#   frameworks: {soc2: ["CC6.1", "CC6.3"], nist-800-53-r5: ["AC-3", "AC-6"]}
#   remediation: approval
package cloudflare.access.open_policy

import data.lib.access
import data.lib.finding

deny contains finding.new(sprintf("%s.include", [access.path(policy)]), terms.include, "rules that name who may come in") if {
	some policy in policies
	terms := access.terms(policy)
	terms.decision in {"allow", "non_identity"}
	access.open(terms)
}

deny contains finding.new(sprintf("%s.decision", [access.path(policy)]), "bypass", "allow") if {
	some policy in policies
	access.terms(policy).decision == "bypass"
	access.before_admin(input.attributes)
}

deny contains finding.unread(sprintf("%s.include", [access.path(policy)]), message) if {
	some policy in policies
	unclear(policy)
	message := sprintf("whom the policy %v lets in can't be told from its rules", [object.get(policy, ["name"], null)])
}

policies := [policy |
	not object.get(input.attributes, ["type"], null) in access.link_types
	some policy in access.policies(input.attributes)
]

unclear(policy) if not access.terms(policy)

unclear(policy) if {
	terms := access.terms(policy)
	terms.decision in {"allow", "non_identity"}
	not access.open(terms)
	not access.closed(terms)
}

unclear(policy) if not access.terms(policy).decision in {"allow", "non_identity", "bypass", "deny"}
