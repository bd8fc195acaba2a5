# METADATA
# title: Hosts of Nitro Enclaves are not stopped
# description: >-
#   Enclaves die with the machine that holds them, and with their memory goes what they unsealed.
#   Whoever relies on one finds nobody there while its host is off.
# related_resources:
#   - https://docs.aws.amazon.com/enclaves/latest/user/nitro-enclave.html
# custom:
#   id: aws-ec2-instance-enclave-host-running
#   severity: low
#   kinds: [aws.ec2.instance]
#   aliases: [ec2_confidential_workload_host_not_running]
#   remediation: manual
#   frameworks: {iso27001-2022: ["A.8.9"], nist-800-53-r5: ["CM-2", "CM-6", "CP-2(5)", "CP-10"], pci-dss-4.0: ["2.2.1"], soc2: ["A1.2", "CC6.1"]}
package aws.ec2.instance_enclave_host_running

import data.lib.finding

deny contains finding.new("instance_state", "stopped", "running") if {
	object.get(input.attributes, ["enclave_options", "enabled"], null) == true
	object.get(input.attributes, ["instance_state"], null) == "stopped"
}
