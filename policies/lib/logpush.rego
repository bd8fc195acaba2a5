# Judges Logpush jobs.
package lib.logpush

import data.lib.time as lib_time

# A job that is switched on and whose last delivery, if there was one, did not fail.
delivers(enabled, last_error, _) if {
	enabled == true
	last_error == null
}

delivers(enabled, last_error, last_complete) if {
	enabled == true
	lib_time.is_moment(last_error)
	lib_time.is_moment(last_complete)
	lib_time.days_since(last_complete) < lib_time.days_since(last_error)
}
