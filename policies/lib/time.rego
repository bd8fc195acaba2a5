# Measures time against the moment at which the facts were collected, so that a snapshot is judged
# today as it was on the day it was made.
package lib.time

# Days from the collection until a moment (RFC 3339); negative once it is over.
days_until(moment) := (time.parse_rfc3339_ns(moment) - time.parse_rfc3339_ns(data.now)) / ns_per_day

# Days from a moment (RFC 3339) until the collection.
days_since(moment) := 0 - days_until(moment)

# True for what days_until and days_since understand; years far off are beyond their range.
is_moment(text) if {
	is_string(text)
	regex.match(`^(1[89]|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$`, text)
}

ns_per_day := 86400000000000
