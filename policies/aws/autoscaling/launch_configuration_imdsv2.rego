# METADATA
# title: Launch configurations demand session tokens of the metadata service
# description: >-
#   Machines that still answer IMDSv1 hand the keys of their role to whoever gets a web application
#   on them to fetch one address. A launch configuration can't be changed: each machine that a group
#   starts from it is open in the same way until the group has another.
# related_resources:
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/create-launch-config.html
# custom:
#   id: aws-autoscaling-launch-configuration-imdsv2
#   severity: high
#   kinds: [aws.autoscaling.launch_configuration]
#   aliases: [autoscaling_group_launch_configuration_requires_imdsv2]
#   remediation: manual
package aws.autoscaling.launch_configuration_imdsv2

import data.lib.finding
import data.lib.machine

deny contains finding.new("metadata_options.http_tokens", stated, "required") if {
	answers
	is_string(stated)
	stated != "required"
}

deny contains finding.because("metadata_options.http_tokens", null, "required", reason) if {
	inherited == "optional"
	reason := sprintf("neither the account's default in %v nor image %v demands tokens", [region, image])
}

deny contains finding.unread("metadata_options.http_tokens", message) if {
	inherited == "unread"
	message := sprintf("the configuration leaves it to image %v, which is not in the snapshot", [image])
}

region := input.scope.region

image := object.get(input.attributes, ["image_id"], null)

stated := object.get(input.attributes, ["metadata_options", "http_tokens"], null)

stated_endpoint := object.get(input.attributes, ["metadata_options", "http_endpoint"], null)

inherited := machine.inherited_tokens(region, image) if {
	answers
	not is_string(stated)
}

# A service that is switched off tells nothing.
answers if {
	is_string(stated_endpoint)
	stated_endpoint != "disabled"
}

answers if {
	not is_string(stated_endpoint)
	machine.account_endpoint(region) != "disabled"
}
