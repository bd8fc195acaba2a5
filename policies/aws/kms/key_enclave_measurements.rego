# METADATA
# title: Attestations for Nitro Enclaves name builds that were reviewed
# description: >-
#   A key policy that still names an old build, or one that nobody reviewed, hands the key to code with
#   known holes, or to code that an intruder put in its place. What the spec does not list can't be
#   judged.
# related_resources:
#   - https://docs.aws.amazon.com/enclaves/latest/user/set-up-attestation.html
# custom:
#   id: aws-kms-key-enclave-measurements
#   severity: medium
#   kinds: [aws.kms.key]
#   aliases: [kms_key_enclave_attestation_pcr_mismatch]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.312(a)(1)", "164.312(c)(1)"]
#     iso27001-2022: ["A.8.9", "A.8.24"]
#     nist-800-53-r5: ["AC-3", "CM-6", "SC-12", "SI-7"]
#     pci-dss-4.0: ["3.6.1", "3.7.1"]
#     soc2: ["CC6.1", "CC7.1"]
package aws.kms.key_enclave_measurements

import data.lib.enclave
import data.lib.finding

deny contains finding.new("policy", actual, wanted) if {
	some demand in demands
	known := reviewed(demand.register)
	count(known) > 0
	some value in demand.values
	not lower(sprintf("%v", [value])) in known
	actual := sprintf("%s: %v", [demand.register, value])
	wanted := sprintf("a value that the spec lists for %s", [demand.register])
}

deny contains finding.unread("policy", message) if {
	some demand in demands
	count(reviewed(demand.register)) == 0
	message := sprintf("the spec lists no reviewed builds for %s", [demand.register])
}

demands := [demand |
	some statement in enclave.sensitive(object.get(input.attributes, ["policy"], null))
	some demand in enclave.demands(statement)
	demand.register in data.spec.kms.enclave.image_registers
]

reviewed(register) := {lower(build.sha384) |
	some build in data.spec.kms.enclave.measurements
	build.register == register
}
