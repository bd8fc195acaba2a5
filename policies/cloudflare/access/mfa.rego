# METADATA
# title: Access policies ask for a second factor
# description: >-
#   With a password alone, one that leaked elsewhere or was typed into a fake login page is enough
#   to get in. A second factor stops that, if the policy, the application or the organisation
#   insists on it, or an identity provider that always does.
# related_resources:
#   - https://developers.cloudflare.com/cloudflare-one/access-controls/policies/mfa-requirements/
# custom:
#   id: cloudflare-access-mfa
#   severity: high
#   kinds: [cloudflare.zero_trust.access_application]
#   spec: [CF-7]
#   frameworks: {soc2: ["CC6.1"], nist-800-53-r5: ["IA-2(1)", "IA-2(2)"]}
#   remediation: approval
package cloudflare.access.mfa

import data.lib.access
import data.lib.finding
import data.lib.list

deny contains finding.new(sprintf("%s.require", [access.path(policy)]), terms.require, "a second factor") if {
	not object.get(input.attributes, ["type"], null) in access.link_types
	not by_provider
	some policy in access.policies(input.attributes)
	terms := access.terms(policy)
	terms.decision == "allow"
	not by_rule(terms)
	not by_access(policy)
}

deny contains finding.unread(access.path(policy), message) if {
	not object.get(input.attributes, ["type"], null) in access.link_types
	some policy in access.policies(input.attributes)
	not access.terms(policy)
	message := sprintf("the rules of the policy %v are not in the snapshot", [object.get(policy, ["name"], null)])
}

# Every identity provider that the application offers asks by itself.
by_provider if {
	count(access.providers(input.attributes)) > 0
	every id in access.providers(input.attributes) {
		access.provider_type(id) in data.spec.cloudflare.access.mfa_providers
	}
}

by_rule(terms) if {
	some rule in list.of(terms.require)
	second_factor(rule)
}

by_rule(terms) if {
	some rule in list.of(terms.require)
	group := access.group_of(rule)
	some inner in list.of(group.require)
	second_factor(inner)
}

second_factor(rule) if {
	is_object(rule)
	object.get(rule, ["auth_method", "auth_method"], null) in data.spec.cloudflare.access.mfa_methods
}

# Access asks itself: as the policy says, else the application, else the organisation.
by_access(policy) if asks(policy)

by_access(policy) if {
	not refuses(policy)
	asks(input.attributes)
}

by_access(policy) if {
	not refuses(policy)
	not refuses(input.attributes)
	some organization in data.snapshot["cloudflare.zero_trust.organization"]
	object.get(organization.attributes, ["mfa_required_for_all_apps"], null) == true
	count(factors(organization.attributes)) > 0
}

asks(of) if {
	not refuses(of)
	count(factors(of)) > 0
}

# The second factors that can be used here: SSH keys for infrastructure, the others for all else.
factors(of) := [factor |
	some factor in list.of(object.get(of, ["mfa_config", "allowed_authenticators"], null))
	is_ssh_key(factor) == is_infrastructure
]

is_ssh_key(factor) := factor in {"piv_key", "ssh_fido2_key"}

is_infrastructure := object.get(input.attributes, ["type"], null) == "infrastructure"

refuses(of) if object.get(of, ["mfa_config", "mfa_disabled"], null) == true
