# METADATA
# title: S3 buckets move old objects to cheaper storage classes
# description: >-
#   What is written once and hardly read again stays in the dearest class for ever unless a rule
#   moves it. The bill grows with every backup until somebody deletes by hand, in a hurry.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
# custom:
#   id: aws-s3-bucket-lifecycle-transition
#   severity: low
#   kinds: [aws.s3.bucket]
#   spec: [S3-5]
#   remediation: manual
package aws.s3.bucket_lifecycle_transition

import data.lib.bucket
import data.lib.finding
import data.lib.list

deny contains finding.new("lifecycle_rules", rules, "a rule that is enabled and has a transition") if {
	bucket.demanded(data.spec.s3.demands.lifecycle_transition, input)
	rules := object.get(input.attributes, ["lifecycle_rules"], null)
	count(transitions(rules)) == 0
}

transitions(rules) := [transition |
	some rule in bucket.enabled(rules)
	some transition in list.of(object.get(rule, ["transition"], null))
	is_string(object.get(transition, ["storage_class"], null))
]
