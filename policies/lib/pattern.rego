# Compares text with patterns in which * stands for any characters.
package lib.pattern

import data.lib.list

# True when text fits one of the patterns; none fits without a list. Case counts.
fits_one(text, patterns) if {
	is_string(text)
	some pattern in list.of(patterns)
	regex.match(expression(pattern), text)
}

# Whatever means something in an expression stands for itself, but for the star.
expression(pattern) := concat("", [`(?s)^`, replace(plain, "*", ".*"), "$"]) if {
	plain := regex.replace(pattern, `([\]\[\\.+?^$(){}|])`, `\$1`)
}
