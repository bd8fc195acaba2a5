# METADATA
# title: RDS clusters run versions under standard support
# description: >-
#   After the end of standard support AWS mends only the worst holes, and charges for it by the core
#   and hour. A database that is set to go on that way slides into it on a night when nobody looks.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/extended-support.html
# custom:
#   id: aws-rds-cluster-standard-support
#   severity: medium
#   kinds: [aws.rds.cluster]
#   aliases: [rds_instance_extended_support]
#   remediation: manual
#   frameworks: {hipaa: ["164.308(a)(5)(ii)(B)"], iso27001-2022: ["A.8.8"], nist-800-53-r5: ["RA-5", "SI-2"], pci-dss-4.0: ["6.3.3"], soc2: ["CC7.1"]}
package aws.rds.cluster_standard_support

import data.lib.database
import data.lib.finding
import data.lib.time
import data.lib.version

deny contains finding.because("engine_version", number, "a version under standard support", reason) if {
	number := object.get(input.attributes, ["engine_version"], null)
	some entry in data.spec.rds.standard_support_ends
	entry.engine == database.family(input.attributes)
	version.within(number, entry.version)
	time.days_until(sprintf("%vT23:59:59Z", [entry.until])) < data.spec.rds.min_standard_support_days
	reason := sprintf("standard support of %v %v lasts until %v", [entry.engine, entry.version, entry.until])
}

deny contains finding.new("engine_lifecycle_support", support, "open-source-rds-extended-support-disabled") if {
	not data.spec.rds.allow_extended_support
	support := object.get(input.attributes, ["engine_lifecycle_support"], null)
	support == "open-source-rds-extended-support"
}
