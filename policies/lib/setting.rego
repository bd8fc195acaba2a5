# Judges the settings of Cloudflare zones.
package lib.setting

import data.lib.finding

# A setting that is not what the spec wants. Where the plan locks it, it is not up to anybody that it
# is off: that is told apart.
wrong(name, actual, expected) := found(name, sprintf("settings.%s.value", [name]), actual, expected)

# The same for a part of the value, such as one member of a header.
wrong_at(name, below, actual, expected) := found(name, sprintf("settings.%s.value.%s", [name, below]), actual, expected)

found(name, path, actual, expected) := finding.unsupported(path, message) if {
	is_locked(name)
	message := sprintf("the plan %v locks it at %v, the spec wants %v", [plan, actual, expected])
} else := finding.new(path, actual, expected)

is_locked(name) if object.get(input.attributes, ["settings", name, "editable"], null) == false

plan := object.get(input.attributes, ["plan"], null)
