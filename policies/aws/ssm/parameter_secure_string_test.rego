package aws.ssm.parameter_secure_string_test

import data.aws.ssm.parameter_secure_string as policy

spec(customer_key) := {"ssm": {
	"secret_names": ["passw(or)?d", "secret", "api[-_./]?key", "tokens?([^a-z]|$)"],
	"plain_names": ["[-_./](arn|name)$"],
	"customer_key": customer_key,
}}

judge(name, type, key, customer_key) := found if {
	found := policy.deny with input as {"id": name, "attributes": {"name": name, "type": type, "key_id": key}}
		with data.spec as spec(customer_key)
}

own_key := "arn:aws:kms:us-east-1:111122223333:key/1"

test_secure_string_passes if {
	judge("/stellarrec/db-password", "SecureString", own_key, true) == set()
	judge("/stellarrec/db-password", "SecureString", "alias/aws/ssm", false) == set()
}

test_what_is_no_secret_passes if {
	judge("/stellarrec/log-level", "String", null, true) == set()
	judge("/stellarrec/db-secret-arn", "String", null, true) == set()
	judge("/stellarrec/tokenizer", "String", null, true) == set()
}

test_plain_secrets_fail if {
	every name in ["/stellarrec/db-password", "DB_PASSWORD", "/app/dbPasswd", "/app/apiKey", "/app/ApiKey", "/app/api/key", "/app/authToken", "/secret/x"] {
		judge(name, "String", null, false) == {{"path": "type", "actual": "String", "expected": "SecureString"}}
	}
	count(judge("/app/api-key", "StringList", null, false)) == 1
	count(judge("/app/api-key", null, null, false)) == 1
}

test_key_of_aws_is_up_to_the_spec if {
	expected := {{"path": "key_id", "actual": "alias/aws/ssm", "expected": "a key of the account"}}
	judge("/app/api-key", "SecureString", "alias/aws/ssm", true) == expected
	count(judge("/app/api-key", "SecureString", "arn:aws:kms:us-east-1:111122223333:alias/aws/ssm", true)) == 1
}

test_no_key_fails if {
	judge("/app/api-key", "SecureString", null, false) == {{"path": "key_id", "actual": null, "expected": "a KMS key"}}
}

test_parameter_known_by_id if {
	found := policy.deny with input as {"id": "/app/password", "attributes": {"type": "String"}} with data.spec as spec(false)
	count(found) == 1
}
