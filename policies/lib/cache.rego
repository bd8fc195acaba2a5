# What ElastiCache clusters and users are.
package lib.cache

# The engine in small letters; empty when it is not set.
engine(attributes) := lower(name) if {
	name := object.get(attributes, ["engine"], null)
	is_string(name)
} else := ""

memcached(attributes) if engine(attributes) == "memcached"

# A cluster of no replication group; a member has its settings from the group.
alone(attributes) if object.get(attributes, ["replication_group_id"], null) in {null, ""}

# A user that is switched on and needs no secret.
open_user(attributes) if {
	not switched_off(attributes)
	not object.get(attributes, ["authentication_mode", "type"], null) in {"password", "iam"}
}

open_user(attributes) if {
	not switched_off(attributes)
	"nopass" in access_words(attributes)
}

# The last of the words "on" and "off" holds.
switched_off(attributes) if {
	switches := [word | some word in access_words(attributes); word in {"on", "off"}]
	switches[count(switches) - 1] == "off"
}

access_words(attributes) := split(lower(text), " ") if {
	text := object.get(attributes, ["access_string"], null)
	is_string(text)
} else := []
