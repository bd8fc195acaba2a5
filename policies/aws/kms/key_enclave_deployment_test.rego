package aws.kms.key_enclave_deployment_test

import data.aws.kms.key_enclave_deployment

spec := {"kms": {"enclave": {
	"actions": ["kms:Decrypt"],
	"image_registers": ["PCR0", "PCR8"],
	"deployment_registers": ["PCR3", "PCR8"],
}}}

deny(tests) := found if {
	found := key_enclave_deployment.deny with input as {"attributes": {"policy": {"Statement": [statement(tests)]}}} with data.spec as spec
}

statement(tests) := {
	"Effect": "Allow",
	"Principal": {"AWS": "arn:aws:iam::111122223333:role/app"},
	"Action": "kms:Decrypt",
	"Resource": "*",
	"Condition": {"StringEquals": tests},
}

image := {"kms:RecipientAttestation:PCR0": "9fab"}

failure(tests) := {{
	"path": "policy",
	"actual": statement(tests),
	"expected": "a condition on one of PCR3, PCR8, or on the caller's account",
}}

test_bound_statements_pass if {
	deny(object.union(image, {"kms:RecipientAttestation:PCR3": "12ab"})) == set()
	deny({"kms:RecipientAttestation:PCR8": "12ab"}) == set()
	deny(object.union(image, {"aws:PrincipalAccount": "111122223333"})) == set()
	deny(object.union(image, {"aws:PrincipalOrgID": "o-aaaaaaaaaa"})) == set()
}

test_the_image_alone_fails if {
	deny(image) == failure(image)
	loose := object.union(image, {"kms:RecipientAttestation:PCR3": "*"})
	deny(loose) == failure(loose)
	own := object.union(image, {"aws:ResourceAccount": "111122223333"})
	deny(own) == failure(own)
}

test_statements_without_attestation_are_judged_apart if deny({"aws:PrincipalTag/x": "y"}) == set()
