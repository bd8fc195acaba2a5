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
