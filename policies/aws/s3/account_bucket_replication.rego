# METADATA
# title: S3 buckets are copied to another region
# description: >-
#   One region can fail, and one careless or hostile administrator can empty a bucket. Without a
#   copy elsewhere that is the end of the data. Which buckets need one, the spec says.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
# custom:
#   id: aws-s3-account-bucket-replication
#   severity: low
#   kinds: [aws.account]
#   aliases: [s3_bucket_cross_region_replication]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)"]
#     iso27001-2022: ["A.8.13", "A.8.14"]
#     nist-800-53-r5: ["CP-6", "CP-6(1)", "CP-9", "CP-10", "SC-36"]
#     soc2: ["A1.2"]
package aws.s3.account_bucket_replication

import data.lib.bucket
import data.lib.finding

# Judged on the account, which sees the buckets of all regions.
deny contains finding.because("account_id", input.id, "copies in another region", way) if {
	some id in demanding
	count(far_copies(id)) == 0
	count(unclear_copies(id)) == 0
	way := sprintf("bucket %v of %v -> %s", [id, buckets[id].scope.region, shortcoming(id)])
}

deny contains finding.unread("account_id", message) if {
	some id in demanding
	count(far_copies(id)) == 0
	some target in unclear_copies(id)
	message := sprintf("bucket %v is copied to %v, which is not in the snapshot", [id, target])
}

buckets := data.snapshot["aws.s3.bucket"]

demanding contains id if {
	some id, held in buckets
	bucket.demanded(data.spec.s3.demands.replication, held)
}

destinations(id) := {name |
	some rule in bucket.enabled(object.get(buckets[id].attributes, ["replication_configuration", "rule"], null))
	is_string(object.get(rule, ["destination_bucket"], null))
	name := bucket.name_in_arn(rule.destination_bucket)
}

far_copies(id) := {name |
	some name in destinations(id)
	buckets[name].scope.region != buckets[id].scope.region
}

unclear_copies(id) := {name |
	some name in destinations(id)
	not buckets[name].scope.region
}

shortcoming(id) := "no replication rule that is enabled" if {
	count(destinations(id)) == 0
} else := sprintf("copied to %s in the same region", [concat(", ", sort(destinations(id)))])
