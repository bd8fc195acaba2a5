# METADATA
# title: RDS clusters run an agreed engine and version
# description: >-
#   A database by another engine or an older version lacks the fixes, the tests and the people who
#   know it. A version ahead of what was tested brings surprises of its own.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Welcome.html
# custom:
#   id: aws-rds-cluster-engine
#   severity: medium
#   kinds: [aws.rds.cluster]
#   spec: [DB-1]
#   remediation: manual
package aws.rds.cluster_engine

import data.lib.database
import data.lib.finding
import data.lib.version

deny contains finding.new("engine", name, concat(" or ", sort(agreed))) if {
	count(agreed) > 0
	not name in agreed
}

deny contains finding.new("engine_version", number, version.wanted(data.spec.rds.engines, name)) if {
	name in agreed
	number := object.get(input.attributes, ["engine_version"], null)
	not version.fits(data.spec.rds.engines, name, number)
}

name := database.engine(input.attributes)

agreed := {entry.engine | some entry in data.spec.rds.engines}
