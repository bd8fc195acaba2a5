# What the spec says about S3 buckets: what they are for, and what is demanded of whom.
package lib.bucket

import data.lib.list
import data.lib.pattern

# True when a demand of the spec is for a bucket: for all, or for one of its roles.
demanded(roles, bucket) if {
	"*" in roles
	is_object(bucket)
}

demanded(roles, bucket) if {
	some role in roles
	some entry in data.spec.s3.roles
	entry.role == role
	has_role(bucket, entry)
}

# The roles of a bucket, by its name or its tags.
roles_of(bucket) := {entry.role |
	some entry in data.spec.s3.roles
	has_role(bucket, entry)
}

has_role(bucket, entry) if pattern.fits_one(object.get(bucket, ["id"], null), entry.names)

has_role(bucket, entry) if {
	count(entry.tags) > 0
	missing := [tag | some tag in entry.tags; object.get(bucket, ["tags", tag.key], null) != tag.value]
	count(missing) == 0
}

# The name in the ARN of a bucket, whatever the partition.
name_in_arn(arn) := regex.replace(arn, `^arn:[^:]+:s3:[^:]*:[^:]*:`, "")

# The rules of a list that are switched on.
enabled(rules) := [rule |
	some rule in list.of(rules)
	object.get(rule, ["status"], null) == "Enabled"
]
