package aws.kms.key_rotation_test

import data.aws.kms.key_rotation

key := {
	"is_enabled": true,
	"customer_master_key_spec": "SYMMETRIC_DEFAULT",
	"origin": "AWS_KMS",
	"enable_key_rotation": true,
	"rotation_period_in_days": 365,
	"multi_region_key_type": null,
}

deny(change, most) := found if {
	found := key_rotation.deny with input as {"id": "k", "attributes": object.union(key, change)}
		with data.spec as {"kms": {"max_rotation_period_days": most}}
}

off := {"enable_key_rotation": false, "rotation_period_in_days": null}

failure := {{"path": "enable_key_rotation", "actual": false, "expected": true}}

test_rotating_keys_pass if {
	deny({}, 365) == set()
	deny({"rotation_period_in_days": null}, 365) == set()
	deny({"rotation_period_in_days": 90}, 90) == set()
}

test_keys_that_do_not_rotate_fail if {
	deny(off, 365) == failure
	deny(object.union(off, {"origin": null}), 365) == failure
	deny(object.union(off, {"is_enabled": null}), 365) == failure
	deny(object.union(off, {"multi_region_key_type": "PRIMARY"}), 365) == failure
}

test_replicas_point_to_their_primary if {
	deny(object.union(off, {"multi_region_key_type": "REPLICA"}), 365) == {{
		"path": "enable_key_rotation",
		"actual": false,
		"expected": true,
		"because": "key k -> primary key of the same id, where rotation is set for all regions",
	}}
}

test_rotating_too_seldom_fails if {
	deny({"rotation_period_in_days": 366}, 365) == {{"path": "rotation_period_in_days", "actual": 366, "expected": "at most 365"}}
	deny({"rotation_period_in_days": null}, 180) == {{"path": "rotation_period_in_days", "actual": null, "expected": "at most 180"}}
}

test_keys_that_cannot_rotate_pass if {
	deny({"enable_key_rotation": null, "rotation_period_in_days": null}, 365) == set()
	deny(object.union(off, {"origin": "EXTERNAL"}), 365) == set()
	deny(object.union(off, {"origin": "AWS_CLOUDHSM"}), 365) == set()
	deny(object.union(off, {"customer_master_key_spec": "RSA_2048"}), 365) == set()
	deny(object.union(off, {"customer_master_key_spec": "HMAC_256"}), 365) == set()
	deny(object.union(off, {"is_enabled": false}), 365) == set()
}
