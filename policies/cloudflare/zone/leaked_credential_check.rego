# METADATA
# title: Cloudflare zones recognise leaked passwords at login
# description: >-
#   Passwords that leaked elsewhere are tried here by the thousand, and each hit looks like an
#   ordinary login. The check marks such requests, so that rules can stop them or ask for a new
#   password.
# related_resources:
#   - https://developers.cloudflare.com/waf/detections/leaked-credentials/
# custom:
#   id: cloudflare-zone-leaked-credential-check
#   severity: medium
#   kinds: [cloudflare.zone]
#   frameworks: {soc2: ["CC6.1"], nist-800-53-r5: ["IA-5"]}
#   remediation: automatic
package cloudflare.zone.leaked_credential_check

import data.lib.finding

deny contains finding.new("leaked_credential_check.enabled", enabled, true) if {
	enabled := object.get(input.attributes, ["leaked_credential_check", "enabled"], null)
	enabled != true
}
