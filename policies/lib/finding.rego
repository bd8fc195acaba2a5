# Builds the elements of `deny`. A policy uses nothing else to state what it found.
package lib.finding

# An attribute that is not what the spec wants. A null `actual` means "not set"; a null `expected`
# means "has to go".
new(path, actual, expected) := {
	"path": path,
	"actual": actual,
	"expected": expected,
}

# The same when the fact lies on another resource; `reason` names the way there.
because(path, actual, expected, reason) := {
	"path": path,
	"actual": actual,
	"expected": expected,
	"because": reason,
}

# A reference to something that the snapshot does not hold: neither good nor bad can be claimed.
unread(path, message) := {
	"path": path,
	"unread": message,
}

# Something that the provider does not offer here, such as a setting that the plan locks: it is neither
# good nor bad that it is off.
unsupported(path, message) := {
	"path": path,
	"unsupported": message,
}
