# METADATA
# title: Customer managed keys rotate by themselves
# description: >-
#   The longer one key serves, the more data it covers, and the more it is worth to whoever gets hold of
#   it. KMS replaces the material and keeps the old for what it encrypted. Only enabled symmetric keys
#   with material of KMS can do so; others are not judged.
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
# custom:
#   id: aws-kms-key-rotation
#   severity: medium
#   kinds: [aws.kms.key]
#   spec: [SEC-3]
#   aliases: [kms_cmk_rotation_enabled]
#   remediation: automatic
#   frameworks:
#     cis-aws-foundations: ["4.6"]
#     hipaa: ["164.312(a)(2)(iv)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["CM-6", "SC-12", "SC-12(2)"]
#     pci-dss-4.0: ["3.6.1", "3.7.4", "3.7.5"]
#     soc2: ["CC6.1", "PI1.5"]
package aws.kms.key_rotation

import data.lib.finding

deny contains finding.new("enable_key_rotation", false, true) if {
	can_rotate
	rotates == false
	not is_replica
}

deny contains finding.because("enable_key_rotation", false, true, way) if {
	can_rotate
	rotates == false
	is_replica
	way := sprintf("key %v -> primary key of the same id, where rotation is set for all regions", [input.id])
}

deny contains finding.new("rotation_period_in_days", period, wanted) if {
	can_rotate
	rotates == true
	period := object.get(input.attributes, ["rotation_period_in_days"], null)
	days(period) > most
	wanted := sprintf("at most %d", [most])
}

# Null for keys that have no rotation, those that AWS manages among them.
rotates := object.get(input.attributes, ["enable_key_rotation"], null)

can_rotate if {
	object.get(input.attributes, ["is_enabled"], null) != false
	object.get(input.attributes, ["customer_master_key_spec"], null) == "SYMMETRIC_DEFAULT"
	not object.get(input.attributes, ["origin"], null) in {"EXTERNAL", "AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"}
}

is_replica if object.get(input.attributes, ["multi_region_key_type"], null) == "REPLICA"

# KMS takes a year unless it is told otherwise.
days(period) := 365 if {
	period == null
} else := period

most := data.spec.kms.max_rotation_period_days
