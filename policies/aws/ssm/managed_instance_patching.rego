# METADATA
# title: Managed nodes have the patches that their baseline asks for
# description: >-
#   Most break-ins use holes for which a patch is out. A node whose scan shows missing patches, or
#   that answers but was never scanned, is open to what everybody can read up.
# related_resources:
#   - https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager-compliance-states.html
# custom:
#   id: aws-ssm-managed-instance-patching
#   severity: high
#   kinds: [aws.ssm.managed_instance]
#   aliases:
#     - ssm_managed_compliant_patching
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["SSM.2"]
#     hipaa: ["164.308(a)(5)(ii)(B)"]
#     iso27001-2022: ["A.8.8"]
#     nist-800-53-r5: ["CM-2", "CM-2(2)", "CM-6", "CM-8", "CM-8(3)", "RA-5", "SI-2", "SI-2(2)", "SI-2(5)", "SI-3"]
#     pci-dss-4.0: ["6.3.3"]
#     soc2: ["CC7.1"]
package aws.ssm.managed_instance_patching

import data.lib.finding

deny contains finding.new("patch_compliance.status", status, "COMPLIANT") if {
	status != null
	status != "COMPLIANT"
}

# What does not answer, such as a machine that was ended, may have nothing to tell.
deny contains finding.new("patch_compliance.status", null, "COMPLIANT") if {
	status == null
	object.get(input.attributes, ["ping_status"], null) == "Online"
}

status := object.get(input.attributes, ["patch_compliance", "status"], null)
