package lib.enclave_test

import data.lib.enclave

spec := {"kms": {"enclave": {
	"names": ["*enclave*"],
	"actions": ["kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom"],
	"image_registers": ["PCR0", "PCR8"],
	"deployment_registers": ["PCR3"],
}}}

image := "9f"

condition(operator, key, value) := {"Condition": {operator: {key: value}}}

by_image := condition("StringEqualsIgnoreCase", "kms:RecipientAttestation:ImageSha384", image)

test_keys_are_known_by_name_or_policy if {
	enclave.meant(["Key of the Enclave"], null) with data.spec as spec
	enclave.meant([], {"Statement": by_image}) with data.spec as spec
	enclave.meant([], {"Statement": [condition("Null", "KMS:recipientattestation:pcr4", "false")]}) with data.spec as spec
	not enclave.meant(["alias/data"], {"Statement": [{}]}) with data.spec as spec
	not enclave.meant([], null) with data.spec as spec
}

test_names_come_from_everywhere if {
	enclave.names("d", ["a", "b"], {"k": "v"}) == ["d", "a", "b", "k", "v"]
	enclave.names(null, null, null) == []
}

test_actions_with_wildcards_and_exceptions if {
	enclave.actions({"Action": "kms:*"}) == {"kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom"} with data.spec as spec
	enclave.actions({"Action": ["KMS:decrypt", "kms:ReEncrypt*"]}) == {"kms:Decrypt", "kms:ReEncryptFrom"} with data.spec as spec
	enclave.actions({"Action": "kms:Describe*"}) == set() with data.spec as spec
	enclave.actions({"NotAction": ["kms:Decrypt", "kms:ReEncrypt*"]}) == {"kms:GenerateDataKey"} with data.spec as spec
	enclave.actions({"NotAction": "kms:*"}) == set() with data.spec as spec
	enclave.actions({}) == set() with data.spec as spec
}

test_only_allowing_statements_are_sensitive if {
	allow := {"Effect": "Allow", "Action": "*"}
	enclave.sensitive({"Statement": [allow, {"Effect": "Deny", "Action": "*"}, {"Effect": "Allow", "Action": "kms:List*"}]}) == [allow] with data.spec as spec
}

test_an_image_is_an_attestation if {
	enclave.attested(by_image) with data.spec as spec
	enclave.attested(condition("StringEquals", "kms:RecipientAttestation:PCR8", [image, "ab"])) with data.spec as spec
}

test_what_binds_no_image_is_none if {
	not enclave.attested({}) with data.spec as spec
	not enclave.attested(condition("StringEquals", "kms:RecipientAttestation:PCR3", image)) with data.spec as spec
	not enclave.attested(condition("StringLike", "kms:RecipientAttestation:PCR0", "*")) with data.spec as spec
	not enclave.attested(condition("StringEqualsIfExists", "kms:RecipientAttestation:PCR0", image)) with data.spec as spec
	not enclave.attested(condition("StringNotEquals", "kms:RecipientAttestation:PCR0", image)) with data.spec as spec
	not enclave.attested(condition("Null", "kms:RecipientAttestation:PCR0", "false")) with data.spec as spec
	not enclave.attested(condition("StringEquals", "kms:RecipientAttestation:PCR0", [])) with data.spec as spec
	not enclave.attested(condition("StringEquals", "kms:RecipientAttestation:PCR0", [image, "0000"])) with data.spec as spec
	not enclave.attested(condition("StringEquals", "kms:EncryptionContext:PCR0", image)) with data.spec as spec
}

deny(conditions) := object.union({"Effect": "Deny", "Principal": "*", "Action": "kms:*", "Resource": "*"}, conditions)

allow := {"Effect": "Allow", "Action": "kms:Decrypt"}

neutralised(statement) := found if {
	found := enclave.neutralised(allow, {"Statement": [allow, statement]}) with data.spec as spec
}

test_a_deny_of_everything_else_makes_up_for_it if {
	neutralised(deny(condition("StringNotEquals", "kms:RecipientAttestation:ImageSha384", image)))
	neutralised(deny(condition("StringNotEqualsIgnoreCaseIfExists", "kms:RecipientAttestation:PCR8", [image])))
	neutralised(deny({}))
}

test_a_deny_with_a_way_round_does_not if {
	not neutralised(deny(condition("Null", "kms:RecipientAttestation:ImageSha384", "true")))
	not neutralised(deny(condition("StringNotEquals", "kms:RecipientAttestation:PCR3", image)))
	not neutralised(deny(condition("ForAnyValue:StringNotEquals", "kms:RecipientAttestation:PCR0", image)))
	not neutralised(deny({"Condition": {"StringNotEquals": {"kms:RecipientAttestation:PCR0": image, "aws:PrincipalArn": "arn:x"}}}))
	not neutralised(deny({"Principal": {"AWS": "arn:aws:iam::111122223333:role/x"}}))
	not neutralised(deny({"Resource": "arn:aws:kms:*:*:key/other"}))
	not neutralised(deny({"Action": "kms:GenerateDataKey"}))
}
