package aws.s3.bucket_lifecycle_transition_test

import data.aws.s3.bucket_lifecycle_transition as policy

spec := {"s3": {
	"roles": [
		{"role": "application", "names": ["stellarrec-app*"], "tags": []},
		{"role": "backup", "names": ["stellarrec-backup*"], "tags": []},
	],
	"demands": {"lifecycle_transition": ["application", "backup"]},
}}

judge(id, rules) := found if {
	found := policy.deny with input as {"id": id, "tags": {}, "attributes": {"lifecycle_rules": rules}} with data.spec as spec
}

failure(actual) := {{"path": "lifecycle_rules", "actual": actual, "expected": "a rule that is enabled and has a transition"}}

glacier := [{"days": 30, "date": null, "storage_class": "GLACIER"}]

test_transition_passes if {
	judge("stellarrec-app", [{"status": "Enabled", "transition": []}, {"status": "Enabled", "transition": glacier}]) == set()
	judge("stellarrec-backups", [{"status": "Enabled", "transition": glacier}]) == set()
}

test_disabled_transition_fails if {
	rules := [{"status": "Disabled", "transition": glacier}, {"status": "Enabled", "expiration_days": 7, "transition": []}]
	judge("stellarrec-app", rules) == failure(rules)
}

test_no_rules_fail if {
	judge("stellarrec-app", null) == failure(null)
	judge("stellarrec-app", [{"status": "Enabled", "transition": null}]) == failure([{"status": "Enabled", "transition": null}])
}

test_transition_to_nowhere_fails if {
	rules := [{"status": "Enabled", "transition": [{"days": 3, "storage_class": null}]}]
	judge("stellarrec-app", rules) == failure(rules)
}

test_other_buckets_are_left_alone if judge("stellarrec-logs", []) == set()
