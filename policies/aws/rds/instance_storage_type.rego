# METADATA
# title: RDS instances have an agreed kind of storage
# description: >-
#   Old magnetic storage is slow and can't grow by itself, and kinds with provisioned performance
#   cost a multiple. A database on the wrong one stalls under load, or costs more than agreed.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
# custom:
#   id: aws-rds-instance-storage-type
#   severity: low
#   kinds: [aws.rds.instance]
#   spec: [DB-3]
#   remediation: manual
package aws.rds.instance_storage_type

import data.lib.database
import data.lib.finding

deny contains finding.new("storage_type", kind, concat(" or ", data.spec.rds.storage_types)) if {
	not database.member(input.attributes)
	kind := object.get(input.attributes, ["storage_type"], null)
	not kind in data.spec.rds.storage_types
}
