# METADATA
# title: Zero Trust checks the state of devices
# description: >-
#   A login from a laptop without disk encryption, updates or firewall is as good as the laptop.
#   Without a posture check no policy can tell such a device from a managed one.
# related_resources:
#   - https://developers.cloudflare.com/cloudflare-one/reusable-components/posture-checks/
# custom:
#   id: cloudflare-access-device-posture
#   severity: medium
#   kinds: [cloudflare.zero_trust.organization]
#   aliases: [CFL-ZT-003, CFL-DEVICE-001]
#   frameworks: {soc2: ["CC6.8"], nist-800-53-r5: ["AC-19", "CM-6"]}
#   remediation: manual
package cloudflare.access.device_posture

import data.lib.finding

deny contains finding.because("name", null, "a device posture check", reason) if {
	count(data.spec.cloudflare.access.device_posture_types) > 0
	not checked
	reason := "no device posture check that is run is of a kind that tells the state of a device"
}

checked if {
	some rule in data.snapshot["cloudflare.zero_trust.device_posture_rule"]
	object.get(rule.attributes, ["enabled"], null) != false
	rule.attributes.type in data.spec.cloudflare.access.device_posture_types
}
