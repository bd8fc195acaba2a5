# Which tags of the spec a resource lacks.
package lib.tags

import data.lib.finding
import data.lib.pattern

# One entry for each tag that is missing, empty, or has another value than the spec allows.
shortcomings(resource) := {entry |
	own := own_tags(resource)
	some entry in array.concat(missing(own), wrong(own))
} if {
	not exempt(resource)
} else := set()

# The tags that people gave a resource, as {name, value}.
own_tags(resource) := {{"name": folded(name), "value": held} |
	tags := object.get(resource, ["tags"], null)
	is_object(tags)
	some name, held in tags
	not startswith(name, "aws:")
}

missing(own) := [finding.new(path(key), value(own, key), wanted(key)) |
	present := {tag.name | some tag in own; filled(tag.value)}
	some key in data.spec.tags.required
	not folded(key) in present
]

# Names where case does not count are compared in lower case.
folded(name) := name if data.spec.tags.case_sensitive else := lower(name)

wrong(own) := [finding.new(path(rule.key), found, rule.pattern) |
	some rule in data.spec.tags.allowed_values
	found := value(own, rule.key)
	filled(found)
	not regex.match(sprintf("^(?:%s)$", [rule.pattern]), found)
]

path(key) := sprintf("tags.%s", [key])

wanted(key) := allowed[0] if {
	allowed := [rule.pattern | some rule in data.spec.tags.allowed_values; rule.key == key]
	count(allowed) > 0
} else := "a value"

filled(text) if {
	is_string(text)
	trim_space(text) != ""
}

# The value of a tag, null where there is none. Where case does not count, one that is filled wins.
value(own, key) := array.concat([held | some held in all; filled(held)], all)[0] if {
	name := folded(key)
	all := [tag.value | some tag in own; tag.name == name]
	count(all) > 0
} else := null

exempt(resource) if resource.kind in data.spec.tags.exempt_kinds

exempt(resource) if {
	some entry in data.spec.tags.exempt_names
	entry.kind == resource.kind
	pattern.fits_one(object.get(resource, ["name"], null), entry.names)
}

# What AWS or another account owns is not ours to tag.
exempt(resource) if {
	arn := object.get(resource, ["arn"], null)
	is_string(arn)
	owner := split(arn, ":")[4]
	owner != ""
	owner != resource.scope.account
}

# Roles that a service of AWS or its sign-in made for itself.
exempt(resource) if {
	resource.kind == "aws.iam.role"
	regex.match(`:role/(aws-service-role|aws-reserved)/`, sprintf("%v", [object.get(resource, ["arn"], null)]))
}
