# Matches names as AWS does in policies: * stands for any characters, ? for one, and case is nothing.
package lib.wildcard

matches(pattern, text) if {
	is_string(pattern)
	is_string(text)
	regex.match(sprintf(`^(?s:%s)$`, [expression(pattern)]), lower(text))
}

expression(pattern) := replace(replace(literal(lower(pattern)), `\*`, ".*"), `\?`, ".")

# Every character that means something in a regular expression stands for itself.
literal(text) := regex.replace(text, `[\\.+*?()|\[\]{}^$]`, `\$0`)
