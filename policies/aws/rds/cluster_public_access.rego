# METADATA
# title: RDS clusters have no public address
# description: >-
#   A Multi-AZ cluster that is publicly accessible gets addresses that the internet can reach. From
#   then on only its security group stands between the database and everybody who guesses passwords.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/multi-az-db-clusters-concepts.html
# custom:
#   id: aws-rds-cluster-public-access
#   severity: critical
#   kinds: [aws.rds.cluster]
#   spec: [DB-8]
#   aliases: [rds_instance_no_public_access]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["RDS.2"]
#     cis-aws-foundations: ["3.2.3"]
#     hipaa: ["164.308(a)(3)(i)", "164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12", "A.8.20", "A.8.22"]
#     nist-800-53-r5: ["AC-3", "AC-3(7)", "AC-4", "AC-4(21)", "AC-6", "CM-7", "SC-7", "SC-7(3)", "SC-7(5)", "SC-7(11)", "SC-7(16)", "SC-7(20)",
#       "SC-7(21)"]
#     pci-dss-4.0: ["1.2.8", "1.3.1", "1.3.2", "1.4.2", "1.4.4", "7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.rds.cluster_public_access

import data.lib.database
import data.lib.finding

deny contains finding.new("publicly_accessible", public, false) if {
	public := object.get(input.attributes, ["publicly_accessible"], null)
	public != false
	has_addresses(public)
}

# In Aurora the instances have the switch.
has_addresses(public) if not is_null(public)

has_addresses(public) if {
	is_null(public)
	database.family(input.attributes) in {"mysql", "postgres"}
}
