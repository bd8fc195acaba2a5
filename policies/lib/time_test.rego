package lib.time_test

import data.lib.time as lib_time

test_days_are_counted_from_the_collection if {
	lib_time.days_until("2026-11-25T22:00:00Z") == 2.5 with data.now as "2026-11-23T10:00:00Z"
	lib_time.days_until("2026-11-22T10:00:00.5Z") > -1 with data.now as "2026-11-23T10:00:00Z"
	lib_time.days_since("2026-11-13T12:00:00+02:00") == 10 with data.now as "2026-11-23T10:00:00Z"
}

test_moments_are_recognised if {
	lib_time.is_moment("2026-11-23T10:00:00Z")
	lib_time.is_moment("2026-11-23T10:00:00.12345+02:00")
	not lib_time.is_moment("2026-11-23 10:00:00 +0000 UTC")
	not lib_time.is_moment("2026-11-23")
	not lib_time.is_moment("9999-12-31T23:59:59Z")
	not lib_time.is_moment("0001-01-01T00:00:00Z")
	not lib_time.is_moment(null)
}
