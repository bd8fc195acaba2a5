# METADATA
# title: Instances run images that are neither deprecated nor old
# description: >-
#   An image is as old as the updates in it. Machines from one that its owner has given up come with
#   holes that are known and written about, and when the image disappears, no second one can be started.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ami-deprecate.html
# custom:
#   id: aws-ec2-instance-image-age
#   severity: medium
#   kinds: [aws.ec2.instance]
#   aliases: [ec2_instance_with_outdated_ami]
#   remediation: manual
#   frameworks: {hipaa: ["164.308(a)(5)(ii)(B)"], iso27001-2022: ["A.8.8"], nist-800-53-r5: ["RA-5", "SI-2"], pci-dss-4.0: ["6.3.3"], soc2: ["CC7.1"]}
package aws.ec2.instance_image_age

import data.lib.finding
import data.lib.time

deny contains finding.because("ami", ami, "an image that is not deprecated", reason) if {
	alive
	time.is_moment(deprecation_time)
	time.days_until(deprecation_time) <= 0
	reason := sprintf("image %v is deprecated since %v", [ami, deprecation_time])
}

deny contains finding.because("ami", ami, sprintf("an image of at most %v days", [limit]), reason) if {
	alive
	limit != null
	time.is_moment(creation_date)
	time.days_since(creation_date) > limit
	reason := sprintf("image %v was made on %v", [ami, creation_date])
}

deny contains finding.unread("ami", message) if {
	alive
	not data.snapshot["aws.ec2.ami"][ami].id
	message := sprintf("image %v is not in the snapshot; it may have been removed", [ami])
}

deny contains finding.unread("ami", message) if {
	alive
	limit != null
	data.snapshot["aws.ec2.ami"][ami].id
	not time.is_moment(creation_date)
	message := sprintf("it is not told when image %v was made", [ami])
}

alive if object.get(input.attributes, ["instance_state"], null) != "shutting-down"

limit := data.spec.ec2.max_image_age_days

ami := object.get(input.attributes, ["ami"], null)

deprecation_time := object.get(data.snapshot, ["aws.ec2.ami", ami, "attributes", "deprecation_time"], null)

creation_date := object.get(data.snapshot, ["aws.ec2.ami", ami, "attributes", "creation_date"], null)
