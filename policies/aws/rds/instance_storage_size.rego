# METADATA
# title: RDS instances have the storage that was agreed
# description: >-
#   A volume smaller than planned fills up on the first busy day, and a database whose volume is full
#   stops. On smaller volumes some kinds of storage are slower as well.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
# custom:
#   id: aws-rds-instance-storage-size
#   severity: low
#   kinds: [aws.rds.instance]
#   spec: [DB-3]
#   remediation: manual
package aws.rds.instance_storage_size

import data.lib.database
import data.lib.finding

deny contains finding.new("allocated_storage", size, data.spec.rds.min_storage_gib) if {
	not database.member(input.attributes)
	is_number(data.spec.rds.min_storage_gib)
	size := object.get(input.attributes, ["allocated_storage"], null)
	not large_enough(size)
}

large_enough(size) if {
	is_number(size)
	size >= data.spec.rds.min_storage_gib
}
