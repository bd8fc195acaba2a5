# METADATA
# title: RDS instances have no public address
# description: >-
#   A publicly accessible instance gets an address that the internet can reach. From then on only
#   its security group stands between the database and everybody who guesses passwords or waits
#   for the next flaw in its engine.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html#USER_VPC.Hiding
# custom:
#   id: aws-rds-instance-public-access
#   severity: critical
#   kinds: [aws.rds.instance]
#   spec: [DB-8]
#   aliases: [rds_instance_no_public_access]
#   frameworks:
#     aws-fsbp: ["RDS.2"]
#     cis-aws-foundations: ["3.2.3"]
#     hipaa: ["164.308(a)(3)(i)", "164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12", "A.8.20", "A.8.22"]
#     nist-800-53-r5: ["AC-3", "AC-3(7)", "AC-4", "AC-4(21)", "AC-6", "CM-7", "SC-7", "SC-7(3)", "SC-7(5)", "SC-7(11)", "SC-7(16)", "SC-7(20)",
#       "SC-7(21)"]
#     pci-dss-4.0: ["1.2.8", "1.3.1", "1.3.2", "1.4.2", "1.4.4", "7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
#   remediation: approval
package aws.rds.instance_public_access

import data.lib.finding

deny contains finding.new("publicly_accessible", public, false) if {
	public := object.get(input.attributes, ["publicly_accessible"], null)
	public != false
}
