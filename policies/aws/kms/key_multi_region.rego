# METADATA
# title: Customer managed keys stay in one region
# description: >-
#   The material of a multi-region key lies in every region that has a replica, under a policy of its
#   own in each: one region that nobody watches opens the data of all. The spec may allow such keys,
#   for systems that fail over.
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
# custom:
#   id: aws-kms-key-multi-region
#   severity: medium
#   kinds: [aws.kms.key]
#   aliases: [kms_cmk_not_multi_region]
#   remediation: manual
#   frameworks: {iso27001-2022: ["A.8.24"], nist-800-53-r5: ["SC-12"], pci-dss-4.0: ["3.6.1"], soc2: ["CC6.1"]}
package aws.kms.key_multi_region

import data.lib.finding

deny contains finding.new("multi_region", true, false) if {
	not data.spec.kms.allow_multi_region
	object.get(input.attributes, ["multi_region"], null) == true
}
