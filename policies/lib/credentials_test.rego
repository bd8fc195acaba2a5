package lib.credentials_test

import data.lib.credentials

test_keys_that_are_not_off_are_live if {
	on := {"index": 1, "active": true}
	unsaid := {"index": 2, "active": null}
	off := {"index": 2, "active": false}
	credentials.live([on, off]) == [on]
	credentials.live([on, unsaid, {}]) == [on, unsaid, {}]
	credentials.live(null) == []
	credentials.live(on) == [on]
	credentials.live(["text", null]) == []
}

test_paths_name_the_key if {
	credentials.path({"index": 2}, "active") == "access_keys[2].active"
	credentials.path({}, "active") == "access_keys[].active"
}

test_idle_since_use_or_making if {
	used := {"last_used_date": "2026-11-01T00:00:00Z", "last_rotated": "2026-01-01T00:00:00Z"}
	credentials.idle_since(used) == "2026-11-01T00:00:00Z"
	credentials.idle_field(used) == "last_used_date"
	fresh := {"last_used_date": null, "last_rotated": "2026-01-01T00:00:00Z"}
	credentials.never_used(fresh)
	credentials.idle_since(fresh) == "2026-01-01T00:00:00Z"
	credentials.idle_field(fresh) == "last_rotated"
	credentials.idle_since({}) == null
	credentials.idle_field({}) == "last_rotated"
}

test_age if {
	credentials.older_than("2026-11-01T00:00:00Z", 9) with data.now as "2026-11-10T00:00:01Z"
	not credentials.older_than("2026-11-01T00:00:00Z", 9) with data.now as "2026-11-10T00:00:00Z"
	not credentials.older_than("2026-12-01T00:00:00Z", 9) with data.now as "2026-11-10T00:00:00Z"
	not credentials.older_than(null, 9) with data.now as "2026-11-10T00:00:00Z"
}
