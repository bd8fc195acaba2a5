# METADATA
# title: ACM certificates have strong keys
# description: >-
#   A short RSA key can be computed from the certificate that everybody is shown. Whoever has it
#   reads the traffic and shows the site's own certificate on a copy of the site.
# related_resources:
#   - https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html
# custom:
#   id: aws-acm-certificate-key-algorithm
#   severity: high
#   kinds: [aws.acm.certificate]
#   aliases:
#     - acm_certificates_with_secure_key_algorithms
#   remediation: manual
#   certain: true
#   frameworks:
#     aws-fsbp: ["ACM.2"]
#     hipaa: ["164.312(e)(1)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["IA-5(2)", "SC-12", "SC-13", "SC-17"]
#     pci-dss-4.0: ["4.2.1", "4.2.1.1"]
#     soc2: ["CC6.7"]
package aws.acm.certificate_key_algorithm

import data.lib.finding

deny contains finding.new("key_algorithm", algorithm, data.spec.acm.key_algorithms) if {
	not object.get(input.attributes, ["status"], null) in {"EXPIRED", "FAILED", "REVOKED", "VALIDATION_TIMED_OUT"}
	algorithm := object.get(input.attributes, ["key_algorithm"], null)
	not accepted(algorithm)
}

# The service writes RSA-2048 in some answers and RSA_2048 in others.
accepted(algorithm) if {
	is_string(algorithm)
	replace(algorithm, "-", "_") in data.spec.acm.key_algorithms
}
