# Reads the access keys of IAM users, as the credential report tells them.
package lib.credentials

import data.lib.list
import data.lib.time as lib_time

# The keys that can be used. What is not said to be off counts as on.
live(keys) := [key |
	some key in list.of(keys)
	is_object(key)
	object.get(key, ["active"], null) != false
]

# A path below access_keys.
path(key, field) := sprintf("access_keys[%v].%s", [object.get(key, ["index"], ""), field])

never_used(key) if object.get(key, ["last_used_date"], null) == null

# Since when a key lies idle: since its last use, or since it was made.
idle_since(key) := key.last_used_date if {
	not never_used(key)
} else := object.get(key, ["last_rotated"], null)

# Where the moment of idle_since stands.
idle_field(key) := "last_used_date" if {
	not never_used(key)
} else := "last_rotated"

# True once more than so many days have passed since a moment.
older_than(moment, days) if {
	lib_time.is_moment(moment)
	lib_time.days_since(moment) > days
}
