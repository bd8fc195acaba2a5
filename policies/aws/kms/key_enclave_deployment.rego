# METADATA
# title: Attestations for Nitro Enclaves are bound to where the enclave runs
# description: >-
#   An image measures the same wherever it is started: whoever gets a copy of it, and the rights to
#   call KMS, runs it on a host of his own and listens. Binding the statement to the role, the instance
#   or the signer, or the caller to an account or organization, keeps the image at home.
# related_resources:
#   - https://docs.aws.amazon.com/enclaves/latest/user/set-up-attestation.html
# custom:
#   id: aws-kms-key-enclave-deployment
#   severity: info
#   kinds: [aws.kms.key]
#   aliases: [kms_key_enclave_attestation_no_deployment_binding]
#   remediation: manual
#   frameworks: {hipaa: ["164.312(a)(1)"], iso27001-2022: ["A.8.24"], nist-800-53-r5: ["AC-3", "SC-12"], pci-dss-4.0: ["3.6.1"], soc2: ["CC6.1"]}
package aws.kms.key_enclave_deployment

import data.lib.enclave
import data.lib.finding
import data.lib.iam

deny contains finding.new("policy", statement, wanted) if {
	some statement in enclave.sensitive(object.get(input.attributes, ["policy"], null))
	enclave.attested(statement)
	not placed(statement)
	wanted := sprintf("a condition on one of %s, or on the caller's account", [concat(", ", registers)])
}

placed(statement) if {
	some demand in enclave.demands(statement)
	demand.register in registers
}

placed(statement) if {
	some condition in iam.conditions(statement)
	condition.key in {"aws:principalaccount", "aws:principalorgid", "aws:principalorgpaths", "kms:calleraccount"}
	condition.operator in iam.matching_operators
	iam.all_fixed(condition.values)
}

registers := data.spec.kms.enclave.deployment_registers
