# METADATA
# title: Workers keep secrets in secret bindings
# description: >-
#   A value bound as plain text or JSON shows in the dashboard, in the API and in every copy of the
#   configuration. Whoever may read the settings of a Worker then also holds the keys it uses, and nobody
#   notices them being taken.
# related_resources:
#   - https://developers.cloudflare.com/workers/configuration/secrets/
# custom:
#   id: cloudflare-workers-script-plain-secrets
#   severity: high
#   kinds: [cloudflare.workers.script]
#   aliases: [CFL-PAGE-001]
#   frameworks: {soc2: ["CC6.1"], nist-800-53-r5: ["IA-5", "SC-28"]}
#   remediation: manual
#   certain: true
package cloudflare.workers.script_plain_secrets

import data.lib.finding
import data.lib.list

deny contains finding.new(sprintf("bindings[%v].type", [name]), type, "secret_text") if {
	some binding in list.of(object.get(input.attributes, ["bindings"], null))
	object.get(binding, ["exposes_secret"], null) == true
	name := object.get(binding, ["name"], null)
	not name in data.spec.cloudflare.workers.allowed_plain_bindings
	type := object.get(binding, ["type"], null)
}
