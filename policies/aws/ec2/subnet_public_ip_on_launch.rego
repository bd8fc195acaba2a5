# METADATA
# title: Subnets give no public addresses by themselves
# description: >-
#   Where every new machine gets a public address, nobody has to decide that it should have one: the
#   worker that was started in the wrong subnet is on the internet.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html
# custom:
#   id: aws-ec2-subnet-public-ip-on-launch
#   severity: medium
#   kinds: [aws.ec2.subnet]
#   spec: [NET-2]
#   aliases: [vpc_subnet_no_public_ip_by_default]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["EC2.15"]
#     hipaa: ["164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AC-4", "CM-7", "SC-7", "SC-7(5)"]
#     pci-dss-4.0: ["1.3.1", "1.4.2"]
#     soc2: ["CC6.6"]
package aws.ec2.subnet_public_ip_on_launch

import data.lib.finding
import data.lib.pattern

deny contains finding.new("map_public_ip_on_launch", true, false) if {
	object.get(input.attributes, ["map_public_ip_on_launch"], null) == true
	data.lib.vpc.own
	not in_unused_default_vpc
	not pattern.fits_one(object.get(input, ["name"], null), data.spec.vpc.public_ip_subnets)
}

# AWS made these in every region; nothing stands there.
in_unused_default_vpc if {
	vpc_id := object.get(input.attributes, ["vpc_id"], null)
	data.snapshot["aws.ec2.vpc"][vpc_id].attributes.is_default == true
	not vpc_id in data.facts.network.vpcs_in_use
}
