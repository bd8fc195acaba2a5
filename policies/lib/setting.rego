# Judges the settings of Cloudflare zones.
package lib.setting

import data.lib.finding

# A setting that is not what the spec wants. Where the plan locks it, it is not up to anybody that it
# is off: that is told apart.
wrong(name, actual, expected) := finding.new(path(name), actual, expected) if not is_locked(name)

wrong(name, actual, expected) := finding.unsupported(path(name), message) if {
	is_locked(name)
	message := sprintf("the plan %v locks it at %v, the spec wants %v", [plan, actual, expected])
}

path(name) := sprintf("settings.%s.value", [name])

is_locked(name) if object.get(input.attributes, ["settings", name, "editable"], null) == false

plan := object.get(input.attributes, ["plan"], null)
