# Snapshots of EBS volumes, indexed by volume.
package facts.volumes

import data.lib.time

# When the snapshots of a volume were begun. One that is not complete yet, or failed, restores nothing.
snapshot_times[volume_id] contains moment if {
	some snapshot in data.snapshot["aws.ec2.ebs_snapshot"]
	object.get(snapshot, ["attributes", "state"], null) == "completed"
	volume_id := object.get(snapshot, ["attributes", "volume_id"], null)
	is_string(volume_id)
	moment := object.get(snapshot, ["attributes", "start_time"], null)
	time.is_moment(moment)
}
