package aws.kms.key_enclave_measurements_test

import data.aws.kms.key_enclave_measurements

deny(tests, reviewed) := found if {
	found := key_enclave_measurements.deny with input as {"attributes": {"policy": {"Statement": {
		"Effect": "Allow",
		"Principal": {"AWS": "arn:aws:iam::111122223333:role/app"},
		"Action": "kms:Decrypt",
		"Resource": "*",
		"Condition": {"StringEqualsIgnoreCase": tests},
	}}}}
		with data.spec as {"kms": {"enclave": {
			"actions": ["kms:Decrypt"],
			"image_registers": ["PCR0", "PCR8"],
			"measurements": reviewed,
		}}}
}

pcr(register, sha384) := {"register": register, "sha384": sha384}

image(values) := {"kms:RecipientAttestation:ImageSha384": values}

test_reviewed_builds_pass if {
	deny(image("9FAB"), [pcr("PCR0", "9fab"), pcr("PCR0", "12CD")]) == set()
	deny(object.union(image("9fab"), {"kms:RecipientAttestation:PCR3": "ee"}), [pcr("PCR0", "9fab")]) == set()
}

test_other_builds_fail if {
	deny(image(["9fab", "dead"]), [pcr("PCR0", "9fab")]) == {{
		"path": "policy",
		"actual": "PCR0: dead",
		"expected": "a value that the spec lists for PCR0",
	}}
}

test_without_a_list_nothing_is_claimed if {
	unread := {{"path": "policy", "unread": "the spec lists no reviewed builds for PCR0"}}
	deny(image("9fab"), []) == unread
	deny(image("9fab"), [pcr("PCR8", "9fab")]) == unread
}

test_other_keys_pass if deny({"aws:PrincipalTag/x": "y"}, []) == set()
