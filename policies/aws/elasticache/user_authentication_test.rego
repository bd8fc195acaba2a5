package aws.elasticache.user_authentication_test

import data.aws.elasticache.user_authentication

deny(attributes) := found if {
	found := user_authentication.deny with input as {"id": "cache", "attributes": attributes}
}

failure(actual) := {{"path": "authentication_mode.type", "actual": actual, "expected": "password or iam"}}

test_password_and_iam_pass if {
	deny({"authentication_mode": {"type": "password"}, "access_string": "on ~* +@all"}) == set()
	deny({"authentication_mode": {"type": "iam"}, "access_string": "on ~* +@all"}) == set()
}

test_no_password_fails if {
	deny({"authentication_mode": {"type": "no-password"}, "access_string": "on ~* +@all"}) == failure("no-password")
	deny({"authentication_mode": {"type": "no-password-required"}, "access_string": null}) == failure("no-password-required")
	deny({"authentication_mode": {"type": null}, "access_string": "on ~* +@all"}) == failure(null)
	deny({"authentication_mode": null, "access_string": "on ~* +@all"}) == failure(null)
}

test_nopass_in_the_access_string_fails if {
	deny({"authentication_mode": {"type": "password"}, "access_string": "ON NOPASS ~* +@all"}) == failure("password")
}

test_user_that_is_off_passes if {
	deny({"authentication_mode": {"type": "no-password"}, "access_string": "off ~keys* -@all +get"}) == set()
	deny({"authentication_mode": {"type": "no-password"}, "access_string": "OFF"}) == set()
}

test_off_somewhere_else_does_not_count if {
	deny({"authentication_mode": {"type": "no-password"}, "access_string": "on ~off +@all"}) == failure("no-password")
	deny({"authentication_mode": {"type": "no-password"}, "access_string": "off on ~* +@all"}) == failure("no-password")
}
