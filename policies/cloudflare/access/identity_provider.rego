# METADATA
# title: Access applications offer an identity provider beside one-time PINs
# description: >-
#   A PIN by e-mail proves no more than that somebody reads a mailbox: no second factor, no central
#   switch when a person leaves. Whoever takes over the mailbox has the application, too.
# related_resources:
#   - https://developers.cloudflare.com/cloudflare-one/integrations/identity-providers/
# custom:
#   id: cloudflare-access-identity-provider
#   severity: high
#   kinds: [cloudflare.zero_trust.access_application]
#   spec: [CF-7]
#   aliases: [CFL-ZT-001]
#   frameworks: {soc2: ["CC6.1"], nist-800-53-r5: ["IA-2", "AC-2"]}
#   remediation: approval
package cloudflare.access.identity_provider

import data.lib.access
import data.lib.finding

deny contains finding.because("allowed_idps", sort(types), "an identity provider beside one-time PINs", reason) if {
	people_log_in
	every kind in types {
		kind == "onetimepin"
	}
	reason := "these are the kinds of the identity providers that the application offers"
}

deny contains finding.unread("allowed_idps", message) if {
	people_log_in
	some id in access.providers(input.attributes)
	not access.provider_type(id)
	message := sprintf("identity provider %v is not in the snapshot", [id])
}

types := access.provider_types(input.attributes)

people_log_in if {
	not object.get(input.attributes, ["type"], null) in access.link_types
	some policy in access.policies(input.attributes)
	access.terms(policy).decision == "allow"
}

people_log_in if {
	not object.get(input.attributes, ["type"], null) in access.link_types
	some policy in access.policies(input.attributes)
	not access.terms(policy)
}
