# METADATA
# title: S3 buckets with names that anybody could guess are your own
# description: >-
#   Glue, SageMaker, CloudFormation and others make buckets whose name follows from account and
#   region. Who takes the name first gets the scripts and templates that the service puts there, and
#   can swap them for others that run with your permissions.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html
# custom:
#   id: aws-s3-bucket-predictable-name
#   severity: high
#   kinds: [aws.s3.bucket]
#   aliases: [s3_bucket_shadow_resource_vulnerability]
#   remediation: manual
#   frameworks: {iso27001-2022: ["A.8.9"], nist-800-53-r5: ["CM-2", "CM-6"], pci-dss-4.0: ["2.2.1"], soc2: ["CC6.1"]}
package aws.s3.bucket_predictable_name

import data.lib.finding
import data.lib.pattern

deny contains finding.new("acl.owner_id", owner, "the owner of the other buckets") if {
	predictable
	is_string(owner)
	count(other_owners) > 0
	not owner in other_owners
}

deny contains finding.unread("acl.owner_id", "the owner of the bucket is not known") if {
	predictable
	not is_string(owner)
}

deny contains finding.unread("acl.owner_id", "there is no other bucket whose owner could be compared") if {
	predictable
	is_string(owner)
	count(other_owners) == 0
}

owner := object.get(input.attributes, ["acl", "owner_id"], null)

predictable if pattern.fits_one(input.id, names_here)

names_here := [replace(replace(name, "<account>", input.scope.account), "<region>", input.scope.region) |
	some name in data.spec.s3.predictable_names
]

other_owners := {other |
	some id, bucket in data.snapshot["aws.s3.bucket"]
	not pattern.fits_one(id, names_here)
	other := object.get(bucket.attributes, ["acl", "owner_id"], null)
	is_string(other)
}
