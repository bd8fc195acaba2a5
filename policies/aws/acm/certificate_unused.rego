# METADATA
# title: ACM holds no certificates that nothing uses
# description: >-
#   A certificate that nothing uses is not watched, yet its key is valid for the name. Left over, it
#   ends unseen or is put to use by mistake, long after its terms were right.
# related_resources:
#   - https://docs.aws.amazon.com/acm/latest/userguide/gs-acm-delete.html
# custom:
#   id: aws-acm-certificate-unused
#   severity: low
#   kinds: [aws.acm.certificate]
#   remediation: manual
#   frameworks: {iso27001-2022: ["A.5.9"], nist-800-53-r5: ["CM-2", "CM-8"], pci-dss-4.0: ["12.5.1"], soc2: ["CC7.1"]}
package aws.acm.certificate_unused

import data.lib.finding

deny contains finding.new("in_use", false, true) if {
	object.get(input.attributes, ["status"], null) in {"ISSUED", "EXPIRED", "INACTIVE"}
	object.get(input.attributes, ["in_use"], null) == false
	object.get(input.attributes, ["options", "export"], null) != "ENABLED"
}
