package aws.kms.key_enclave_attestation_test

import data.aws.kms.key_enclave_attestation

spec := {"kms": {"enclave": {
	"names": ["*enclave*"],
	"actions": ["kms:Decrypt", "kms:GenerateDataKey"],
	"image_registers": ["PCR0", "PCR8"],
}}}

deny(change, statements) := found if {
	attributes := object.union({"description": "Key of the enclave", "policy": {"Statement": statements}}, change)
	found := key_enclave_attestation.deny with input as {"attributes": attributes} with data.spec as spec
}

account := {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*", "Resource": "*"}

by_image := object.union(account, {"Condition": {"StringEqualsIgnoreCase": {"kms:RecipientAttestation:ImageSha384": "9fab"}}})

management := object.union(account, {"Action": ["kms:Describe*", "kms:PutKeyPolicy"]})

guard := {
	"Effect": "Deny",
	"Principal": "*",
	"Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
	"Resource": "*",
	"Condition": {"StringNotEqualsIgnoreCase": {"kms:RecipientAttestation:ImageSha384": "9fab"}},
}

failure(statement) := {"path": "policy", "actual": statement, "expected": "a condition that names the image or its signer"}

test_attested_use_passes if {
	deny({}, [by_image, management]) == set()
	deny({}, [account, guard]) == set()
}

test_a_way_round_fails if {
	deny({}, [by_image, account]) == {failure(account)}
	debug := object.union(account, {"Condition": {"StringEquals": {"kms:RecipientAttestation:PCR0": "000000"}}})
	deny({}, [debug]) == {failure(debug)}
}

test_the_policy_tells_what_the_name_does_not if {
	deny({"description": "x"}, [by_image, account]) == {failure(account)}
	deny({"description": null, "aliases": ["alias/my-enclave"]}, [account]) == {failure(account)}
	deny({"description": null, "tags": {"use": "Enclave"}}, account) == {failure(account)}
}

test_other_keys_pass if {
	deny({"description": "Databases"}, [account]) == set()
	key_enclave_attestation.deny == set() with input as {"attributes": {"description": "enclave", "policy": null}} with data.spec as spec
}
