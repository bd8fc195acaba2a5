# Compares version numbers.
package lib.version

# The numbers that a version begins with, as a list that can be compared: "15.4" is [15, 4], and
# "8.0.mysql_aurora.3.05.2" is [8, 0]. Undefined for a text that begins with none.
numbers(text) := [to_number(regex.replace(part, `^0+([0-9])`, "$1")) |
	some part in split(regex.find_n(`^[0-9]{1,9}(\.[0-9]{1,9})*`, text, 1)[0], ".")
] if {
	is_string(text)
	regex.match(`^[0-9]`, text)
}

at_least(text, minimum) if numbers(text) >= numbers(minimum)

before(text, end) if numbers(text) < numbers(end)

# True for a version that is the given one or a part of it: 15.4 lies within 15, 15.40 not within 15.4.
within(text, wanted) if {
	known := numbers(wanted)
	array.slice(numbers(text), 0, count(known)) == known
}

# Entries of the spec {engine, min_version, before_version} of which one has to fit.
fits(entries, engine, text) if {
	some entry in entries
	entry.engine == engine
	not too_old(entry, text)
	not too_new(entry, text)
}

too_old(entry, text) if {
	minimum := object.get(entry, ["min_version"], null)
	is_string(minimum)
	not at_least(text, minimum)
}

too_new(entry, text) if {
	end := object.get(entry, ["before_version"], null)
	is_string(end)
	not before(text, end)
}

# What the entries want of an engine, in words.
wanted(entries, engine) := concat(" or ", [words(entry) | some entry in entries; entry.engine == engine])

words(entry) := concat(", ", [word |
	some word in [
		since(object.get(entry, ["min_version"], null)),
		until(object.get(entry, ["before_version"], null)),
	]
	word != ""
])

since(minimum) := sprintf("%v or later", [minimum]) if {
	is_string(minimum)
} else := "any version" if {
	is_null(minimum)
}

until(end) := sprintf("before %v", [end]) if {
	is_string(end)
} else := "" if {
	is_null(end)
}
