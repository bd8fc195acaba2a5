package aws.elasticache.replication_group_authentication_test

import data.aws.elasticache.replication_group_authentication

held(user) := {
	"aws.elasticache.user_group": {"g": {"id": "g", "attributes": {"user_ids": ["u"]}}},
	"aws.elasticache.user": {"u": {"id": "u", "attributes": object.union({"user_name": "default", "access_string": "on ~* +@all"}, user)}},
}

judge(attributes, ways, snapshot) := found if {
	found := replication_group_authentication.deny with input as {"attributes": attributes}
		with data.spec as {"elasticache": {"authentication": ways}}
		with data.snapshot as snapshot
}

any_way := ["auth_token", "user_groups"]

none(actual, text) := {{"path": "auth_token_enabled", "actual": actual, "expected": text}}

test_token_passes if {
	judge({"auth_token_enabled": true}, any_way, {}) == set()
	judge({"auth_token_enabled": true}, ["auth_token"], {}) == set()
}

test_nothing_fails if {
	judge({"auth_token_enabled": false, "user_group_ids": []}, any_way, {}) == none(false, "auth_token or user_groups in use")
	judge({"auth_token_enabled": null, "user_group_ids": null}, any_way, {}) == none(null, "auth_token or user_groups in use")
	judge({"auth_token_enabled": "true"}, ["auth_token"], {}) == none("true", "auth_token in use")
}

users := {"auth_token_enabled": false, "user_group_ids": ["g"]}

test_users_pass if {
	judge(users, any_way, held({"authentication_mode": {"type": "password"}})) == set()
	judge(users, any_way, held({"authentication_mode": {"type": "iam"}})) == set()
	judge(users, any_way, held({"authentication_mode": {"type": "no-password"}, "access_string": "off ~* +@all"})) == set()
}

test_users_do_not_count_where_a_token_is_asked_for if {
	judge(users, ["auth_token"], held({"authentication_mode": {"type": "iam"}})) == none(false, "auth_token in use")
}

test_token_does_not_count_where_users_are_asked_for if {
	judge({"auth_token_enabled": true}, ["user_groups"], {}) == none(true, "user_groups in use")
}

test_user_without_password_fails if {
	judge(users, any_way, held({"authentication_mode": {"type": "no-password"}})) == {{
		"path": "user_group_ids",
		"actual": ["g"],
		"expected": "users with passwords or IAM",
		"because": "user default (u) needs no password",
	}}
	count(judge(users, any_way, held({"authentication_mode": {"type": "password"}, "access_string": "on nopass ~* +@all"}))) == 1
}

test_gaps_are_unread if {
	judge(users, any_way, {}) == {{"path": "user_group_ids", "unread": "user group g is not in the snapshot"}}
	judge(users, any_way, object.remove(held({}), ["aws.elasticache.user"])) == {{"path": "user_group_ids", "unread": "user u is not in the snapshot"}}
}
