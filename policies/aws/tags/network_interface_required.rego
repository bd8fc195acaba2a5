# METADATA
# title: Network interfaces have the tags that the spec asks for
# description: >-
#   Who owns this, and may it go? Without tags nobody can tell: costs are shared by guesswork,
#   clean-ups take down what was in use, and in an incident nobody knows whom to call.
# related_resources:
#   - https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
# custom:
#   id: aws-tags-network-interface-required
#   severity: low
#   kinds: [aws.ec2.network_interface]
#   spec: [OPS-1]
#   remediation: guarded
package aws.tags.network_interface_required

import data.lib.tags

deny contains entry if {
	object.get(input.attributes, ["requester_managed"], null) != true
	some entry in tags.shortcomings(input)
}
