# METADATA
# title: Config records changes in each region and delivers them
# description: >-
#   Config keeps what was changed, when and by whom. Where it does not record, or the record can't be
#   delivered, nobody can tell afterwards what an intruder, or a slip, has changed.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html
# custom:
#   id: aws-config-recorder-enabled
#   severity: medium
#   kinds: [aws.ec2.account_settings]
#   aliases: [config_recorder_all_regions_enabled]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["Config.1"]
#     cis-aws-foundations: ["4.3"]
#     iso27001-2022: ["A.5.9", "A.5.16", "A.8.9"]
#     nist-800-53-r5: ["CM-2", "CM-3", "CM-6", "CM-8"]
#     pci-dss-4.0: ["12.5.1"]
#     soc2: ["CC7.1", "CC8.1"]
package aws.config.recorder_enabled

import data.lib.region

deny contains region.lacks("a recorder that runs", "no recorder of Config runs without failure") if {
	region.watched
	count(running) == 0
}

deny contains region.lacks("a delivery channel to a bucket", "no delivery channel of Config leads to a bucket") if {
	region.watched
	count(channels) == 0
}

running contains id if {
	some id, recorder in data.snapshot["aws.config.configuration_recorder"]
	object.get(recorder.attributes, ["recording"], null) == true
	object.get(recorder.attributes, ["last_status"], null) != "FAILURE"
}

channels contains id if {
	some id, channel in data.snapshot["aws.config.delivery_channel"]
	is_string(object.get(channel.attributes, ["s3_bucket_name"], null))
}
