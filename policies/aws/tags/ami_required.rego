# METADATA
# title: Images of your own have the tags that the spec asks for
# description: >-
#   Who owns this, and may it go? Without tags nobody can tell: costs are shared by guesswork,
#   clean-ups take down what was in use, and in an incident nobody knows whom to call.
# related_resources:
#   - https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
# custom:
#   id: aws-tags-ami-required
#   severity: low
#   kinds: [aws.ec2.ami]
#   spec: [OPS-1]
#   remediation: guarded
package aws.tags.ami_required

import data.lib.tags

deny contains entry if {
	object.get(input.attributes, ["owner_id"], null) in {null, input.scope.account}
	some entry in tags.shortcomings(input)
}
