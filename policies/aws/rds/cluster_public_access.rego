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
