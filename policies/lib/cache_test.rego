package lib.cache_test

import data.lib.cache

test_engines if {
	cache.engine({"engine": "Redis"}) == "redis"
	cache.engine({"engine": null}) == ""
	cache.memcached({"engine": "Memcached"})
	not cache.memcached({"engine": "valkey"})
}

test_members if {
	cache.alone({"replication_group_id": null})
	cache.alone({"replication_group_id": ""})
	cache.alone({})
	not cache.alone({"replication_group_id": "g"})
}

user(type, access) := {"authentication_mode": {"type": type}, "access_string": access}

test_open_users if {
	cache.open_user(user("no-password", "on ~* +@all"))
	cache.open_user(user(null, null))
	cache.open_user(user("password", "on nopass ~* +@all"))
	cache.open_user(user("no-password", "off on"))
	not cache.open_user(user("password", "on ~* +@all"))
	not cache.open_user(user("iam", "on ~* +@all"))
	not cache.open_user(user("no-password", "on off"))
	not cache.open_user(user("no-password", "off ~keys* +get"))
}
