# METADATA
# title: S3 bucket policies refuse requests that come without TLS
# description: >-
#   S3 answers plain HTTP unless the bucket policy forbids it. A client with the wrong address
#   scheme then sends objects and signed requests in the clear, and anybody on the way can read
#   the data, change it, or replay the request.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
# custom:
#   id: aws-s3-bucket-policy-tls-only
#   severity: medium
#   kinds: [aws.s3.bucket]
#   spec: [S3-6]
#   aliases: [s3_bucket_secure_transport_policy]
#   frameworks:
#     aws-fsbp: ["S3.5"]
#     cis-aws-foundations: ["3.1.1"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"]
#     iso27001-2022: ["A.5.14", "A.8.24"]
#     nist-800-53-r5: ["AC-4", "AC-17(2)", "AU-9(3)", "CA-9", "CM-6", "IA-5(1)", "SC-7(4)", "SC-7(5)", "SC-8", "SC-8(1)", "SC-13", "SC-23"]
#     pci-dss-4.0: ["2.2.5", "2.2.7", "4.2.1"]
#     soc2: ["CC6.7"]
#   remediation: approval
package aws.s3.bucket_policy_tls_only

import data.lib.finding
import data.lib.iam
import data.lib.list

deny contains finding.new("policy", shortcoming, "a statement that denies aws:SecureTransport=false") if {
	not refuses_plain_http
}

# One statement may name the bucket and another one its objects.
refuses_plain_http if {
	some bucket_pattern in denied_patterns
	covers_bucket(bucket_pattern)
	some object_pattern in denied_patterns
	covers_objects(object_pattern)
}

shortcoming := null if {
	policy == null
} else := "no statement denies aws:SecureTransport=false" if {
	count(denied_patterns) == 0
} else := "the denial of aws:SecureTransport=false leaves out the bucket or some of its objects"

policy := object.get(input.attributes, ["policy"], null)

denied_patterns := [resource |
	some statement in iam.denying(policy)
	iam.for_everyone(statement)
	denies_every_action(statement)
	only_plain_http(statement)
	some resource in list.of(object.get(statement, ["Resource"], []))
]

denies_every_action(statement) if {
	some action in list.of(object.get(statement, ["Action"], []))
	lower(action) in {"*", "s3:*"}
}

# Any further condition would let some plain request through.
only_plain_http(statement) if {
	conditions := iam.conditions(statement)
	count(conditions) == 1
	conditions[0].operator in {"Bool", "BoolIfExists"}
	conditions[0].key == "aws:securetransport"
	some value in conditions[0].values
	lower(sprintf("%v", [value])) == "false"
}

bucket_arn := sprintf("arn:aws:s3:::%v", [object.get(input.attributes, ["bucket"], "")])

covers_bucket(pattern) if matches(pattern, bucket_arn)

# A pattern that ends in `*` and takes the bare slash takes every key behind it.
covers_objects(pattern) if {
	endswith(pattern, "*")
	matches(pattern, concat("", [bucket_arn, "/"]))
}

# IAM wildcards as a regular expression. The partition makes no difference: a bucket policy can
# only name buckets of its own.
matches(pattern, arn) if {
	regex.match(`^[A-Za-z0-9:/._*?-]+$`, pattern)
	same_partition := regex.replace(pattern, `^arn:aws-[a-z-]+:`, "arn:aws:")
	escaped := replace(same_partition, ".", `\.`)
	expression := replace(replace(escaped, "*", ".*"), "?", ".")
	regex.match(sprintf("^%s$", [expression]), arn)
}
