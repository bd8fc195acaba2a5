# METADATA
# title: Elastic IP addresses are in use
# description: >-
#   An address that belongs to nothing costs money, and firewalls and DNS records that still trust it
#   trust whatever somebody attaches it to next.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html
# custom:
#   id: aws-ec2-eip-unattached
#   severity: low
#   kinds: [aws.ec2.eip]
#   aliases: [ec2_elastic_ip_unassigned]
#   remediation: manual
#   frameworks: {iso27001-2022: ["A.5.9"], nist-800-53-r5: ["CM-2", "CM-8"], pci-dss-4.0: ["12.5.1"], soc2: ["CC7.1"]}
package aws.ec2.eip_unattached

import data.lib.finding

# A service that manages an address attaches it when it needs it.
deny contains finding.new("association_id", null, "an instance or network interface") if {
	object.get(input.attributes, ["service_managed"], null) == null
	object.get(input.attributes, ["association_id"], null) == null
	object.get(input.attributes, ["instance"], null) in {null, ""}
	object.get(input.attributes, ["network_interface"], null) == null
}
