package aws.s3.bucket_access_logging_test

import data.aws.s3.bucket_access_logging as policy

held(id, target) := {"id": id, "attributes": {"logging": target}}

to(name) := {"target_bucket": name, "target_prefix": "x/"}

judge(bucket, others, roles) := found if {
	found := policy.deny with input as bucket
		with data.snapshot as {"aws.s3.bucket": object.union({bucket.id: bucket}, others)}
		with data.spec as {"s3": {"roles": [], "demands": {"access_logging": roles}}}
}

logs := {"logs": held("logs", null)}

missing := {{"path": "logging.target_bucket", "actual": null, "expected": "a bucket that receives the log"}}

test_logged_bucket_passes if judge(held("files", to("logs")), logs, ["*"]) == set()

test_silent_bucket_fails if {
	judge(held("files", null), logs, ["*"]) == missing
	judge(held("files", {"target_bucket": null}), logs, ["*"]) == missing
}

test_the_log_bucket_itself_passes if judge(held("logs", null), {"files": held("files", to("logs"))}, ["*"]) == set()

test_log_into_itself_fails if {
	judge(held("files", to("files")), {}, ["*"]) == {{"path": "logging.target_bucket", "actual": "files", "expected": "another bucket"}}
}

test_missing_target_is_unread if {
	judge(held("files", to("gone")), logs, ["*"]) == {{"path": "logging.target_bucket", "unread": "bucket gone, which should receive the log, is not in the snapshot"}}
}

test_no_demand_passes if {
	judge(held("files", null), {}, []) == set()
	judge(held("files", to("files")), {}, []) == set()
	judge(held("files", to("gone")), {}, []) == set()
}
