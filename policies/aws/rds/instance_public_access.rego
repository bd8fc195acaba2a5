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
#   frameworks: {soc2: ["CC6.1", "CC6.6"], nist-800-53-r5: ["AC-3", "SC-7"], cis-aws-3.0: ["2.3.3"], aws-fsbp: ["RDS.2"]}
#   remediation: approval
package aws.rds.instance_public_access

import data.lib.finding

deny contains finding.new("publicly_accessible", public, false) if {
	public := object.get(input.attributes, ["publicly_accessible"], null)
	public != false
}
