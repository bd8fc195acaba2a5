# Compares hostnames.
package lib.hostname

# A name without what makes no difference: case, and the dot at the end.
normal(name) := trim_suffix(lower(name), ".")

# The hostname that a label has below a zone; "@" is the zone itself.
below(label, zone) := normal(zone) if {
	label == "@"
} else := sprintf("%s.%s", [normal(label), normal(zone)])

# True when a name in a certificate stands for a hostname. A wildcard is exactly one label.
covered_by(hostname, name) if {
	is_string(name)
	normal(hostname) == normal(name)
}

covered_by(hostname, name) if {
	is_string(name)
	startswith(name, "*.")
	labels := split(normal(hostname), ".")
	labels[0] != ""
	concat(".", array.slice(labels, 1, count(labels))) == substring(normal(name), 2, -1)
}
