# Tells which EBS volumes hold something that has to be kept.
package lib.volume

import data.lib.list
import data.lib.time

needs_backups(attributes) if {
	object.get(attributes, ["state"], null) in {"available", "in-use", "error", null}
	not made_just_now(object.get(attributes, ["create_time"], null))
	not passing(attributes)
}

made_just_now(moment) if {
	time.is_moment(moment)
	time.days_since(moment) <= data.spec.ec2.volume_backups.grace_days
}

# A volume that goes with the instance that holds it is made anew with the next one.
passing(attributes) if {
	not data.spec.ec2.volume_backups.ephemeral
	attachments := list.of(object.get(attributes, ["attachments"], null))
	count(attachments) > 0
	every attachment in attachments {
		object.get(attachment, ["delete_on_termination"], null) == true
	}
}
