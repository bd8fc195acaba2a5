# METADATA
# title: Elastic IP addresses have the tags that the spec asks for
# description: >-
#   Who owns this, and may it go? Without tags nobody can tell: costs are shared by guesswork,
#   clean-ups take down what was in use, and in an incident nobody knows whom to call.
# related_resources:
#   - https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
# custom:
#   id: aws-tags-elastic-ip-required
#   severity: low
#   kinds: [aws.ec2.eip]
#   spec: [OPS-1]
#   remediation: guarded
package aws.tags.elastic_ip_required

import data.lib.tags

deny contains entry if {
	object.get(input.attributes, ["service_managed"], null) == null
	some entry in tags.shortcomings(input)
}
