# METADATA
# title: Names of ACM certificates are proved without a person
# description: >-
#   A proof by e-mail has to be repeated for every renewal by whoever reads an old address of the
#   domain. Once nobody does, the certificate ends; once somebody else does, they can get one.
# related_resources:
#   - https://docs.aws.amazon.com/acm/latest/userguide/domain-ownership-validation.html
# custom:
#   id: aws-acm-certificate-validation-method
#   severity: low
#   kinds: [aws.acm.certificate]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.312(e)(1)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["IA-5(2)", "SC-7(16)", "SC-12", "SC-17"]
#     pci-dss-4.0: ["4.2.1.1"]
#     soc2: ["CC6.7"]
package aws.acm.certificate_validation_method

import data.lib.finding

deny contains finding.new("validation_method", method, data.spec.acm.validation_methods) if {
	object.get(input.attributes, ["type"], null) == "AMAZON_ISSUED"
	object.get(input.attributes, ["status"], null) in {"ISSUED", "PENDING_VALIDATION"}
	method := object.get(input.attributes, ["validation_method"], null)
	method != null
	not method in data.spec.acm.validation_methods
}
