# METADATA
# title: Cloudflare accounts have few super administrators, but not one alone
# description: >-
#   Every super administrator can hand the account to somebody else, so each one more is one more
#   way in. With a single one, an illness or a lost phone locks everybody out. Members count who
#   accepted and hold the role directly or by a policy.
# related_resources:
#   - https://developers.cloudflare.com/fundamentals/manage-members/roles/
# custom:
#   id: cloudflare-account-super-administrators
#   severity: high
#   kinds: [cloudflare.account]
#   aliases:
#     - CFL-ACC-003
#     - CFL-ACC-005
#   frameworks: {soc2: ["CC6.3"], nist-800-53-r5: ["AC-6", "AC-6(5)"]}
#   remediation: manual
package cloudflare.account.super_administrators

import data.lib.finding
import data.lib.list

deny contains finding.because("name", count(holders), limits, way) if {
	not within
	name := object.get(input.attributes, ["name"], null)
	way := sprintf("account %v -> super administrators: %s", [name, told])
}

within if {
	count(holders) >= data.spec.cloudflare.account.super_administrators.min
	count(holders) <= data.spec.cloudflare.account.super_administrators.max
}

limits := sprintf("%d to %d super administrators", [
	data.spec.cloudflare.account.super_administrators.min,
	data.spec.cloudflare.account.super_administrators.max,
])

told := concat(", ", sort(holders)) if {
	count(holders) > 0
} else := "none"

holders := {sprintf("%v", [object.get(member.attributes, ["email"], id)]) |
	some id, member in data.snapshot["cloudflare.account.member"]
	not object.get(member.attributes, ["status"], null) in {"pending", "rejected"}
	some name in names(member)
	lower(name) in roles
}

roles := {lower(role) | some role in data.spec.cloudflare.account.super_administrators.roles}

names(member) := by_role | by_policy if {
	by_role := {role.name |
		some role in list.of(member.attributes.roles)
		is_string(role.name)
	}
	by_policy := {group.name |
		some policy in list.of(member.attributes.policies)
		object.get(policy, ["access"], null) != "deny"
		some group in list.of(policy.permission_groups)
		is_string(group.name)
	}
}
