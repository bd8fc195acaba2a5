# METADATA
# title: KMS keys of your own have the tags that the spec asks for
# description: >-
#   Who owns this, and may it go? Without tags nobody can tell: costs are shared by guesswork,
#   clean-ups take down what was in use, and in an incident nobody knows whom to call.
# related_resources:
#   - https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
# custom:
#   id: aws-tags-kms-key-required
#   severity: low
#   kinds: [aws.kms.key]
#   spec: [OPS-1]
#   remediation: guarded
package aws.tags.kms_key_required

import data.lib.tags

deny contains entry if {
	object.get(input.attributes, ["key_manager"], null) != "AWS"
	some entry in tags.shortcomings(input)
}
