# Evens out values that may be one thing, a list of things, or not set.
package lib.list

# A list as it is, nothing as the empty list, one thing as a list of one.
of(value) := value if {
	is_array(value)
} else := [] if {
	is_null(value)
} else := [value]
