# METADATA
# title: Cloudflare API Shield acts on requests that break the schema
# description: >-
#   Where requests are not held against the schema of the API, or nothing follows when they break
#   it, injected fields and malformed bodies reach the application. The override none switches
#   validation off for the whole zone whatever else is set. API Shield needs the Enterprise plan.
# related_resources:
#   - https://developers.cloudflare.com/api-shield/security/schema-validation/
# custom:
#   id: cloudflare-api-shield-schema-validation
#   severity: medium
#   kinds: [cloudflare.api_shield.settings]
#   aliases:
#     - CFL-API-001
#     - CFL-API-002
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SI-10"]}
#   remediation: manual
package cloudflare.api_shield.schema_validation

import data.lib.finding

deny contains finding.new("validation_default_mitigation_action", action, wanted) if {
	action := object.get(input.attributes, ["validation_default_mitigation_action"], null)
	wanted := data.spec.cloudflare.account.schema_validation_actions
	not action in wanted
}

deny contains finding.new("validation_override_mitigation_action", override, null) if {
	override := object.get(input.attributes, ["validation_override_mitigation_action"], null)
	override != null
}
