# Compares names with patterns of the spec, in which * stands for any characters.
package lib.pattern

# True when a name fits one of the patterns. Upper and lower case differ.
fits(name, patterns) if {
	is_string(name)
	some pattern in patterns
	regex.match(expression(pattern), name)
}

expression(pattern) := concat("", ["^(?s:", concat(".*", parts), ")$"]) if {
	parts := [regex.replace(part, `[^A-Za-z0-9_ -]`, `\$0`) | some part in split(pattern, "*")]
}
