# Evens out values that may be one thing, a list of things, or not set.
package lib.list

# A list as it is, nothing as the empty list, one thing as a list of one.
of(value) := value if is_array(value)

of(value) := [] if is_null(value)

of(value) := [value] if {
	not is_array(value)
	not is_null(value)
}
