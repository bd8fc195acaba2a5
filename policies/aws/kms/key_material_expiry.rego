# METADATA
# title: Imported key material is renewed in time
# description: >-
#   When imported material expires, KMS deletes it, and everything that the key encrypted can't be
#   read until the very same material is imported again. Material without an end is fine.
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-import-key-material.html
# custom:
#   id: aws-kms-key-material-expiry
#   severity: high
#   kinds: [aws.kms.key]
#   spec: [SEC-3]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.312(a)(2)(iv)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["SC-12"]
#     pci-dss-4.0: ["3.6.1", "3.6.1.2", "3.6.1.3"]
#     soc2: ["CC6.1"]
package aws.kms.key_material_expiry

import data.lib.finding
import data.lib.time as lib_time

deny contains finding.new("valid_to", moment, wanted) if {
	lib_time.is_moment(moment)
	lib_time.days_until(moment) < days
	wanted := sprintf("%d days or more from now", [days])
}

deny contains finding.unread("valid_to", "the answer does not tell when the material expires") if {
	moment != null
	not lib_time.is_moment(moment)
}

moment := object.get(input.attributes, ["valid_to"], null)

days := data.spec.kms.material_min_days
