# METADATA
# title: Keys for Nitro Enclaves are used only with an attestation of the image
# description: >-
#   The data of an enclave is safe from its own host only if KMS gives the key to nobody but the image
#   that was reviewed. A statement that hands it out without naming the image or its signer, and that
#   no Deny makes up for, lets the host or an administrator read it all; so does one for the account.
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/conditions-nitro-enclave.html
# custom:
#   id: aws-kms-key-enclave-attestation
#   severity: high
#   kinds: [aws.kms.key]
#   aliases: [kms_key_enclave_attestation_not_enforced, kms_key_enclave_attestation_bypassable_path]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.312(a)(1)", "164.312(a)(2)(iv)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["AC-3", "AC-6", "SC-12", "SC-28(1)"]
#     pci-dss-4.0: ["3.6.1", "7.2.1"]
#     soc2: ["CC6.1"]
package aws.kms.key_enclave_attestation

import data.lib.enclave
import data.lib.finding

deny contains finding.new("policy", statement, wanted) if {
	enclave.meant(names, policy)
	some statement in enclave.sensitive(policy)
	not enclave.attested(statement)
	not enclave.neutralised(statement, policy)
	wanted := "a condition that names the image or its signer"
}

policy := object.get(input.attributes, ["policy"], null)

names := enclave.names(
	object.get(input.attributes, ["description"], null),
	object.get(input.attributes, ["aliases"], null),
	object.get(input.attributes, ["tags"], null),
)
