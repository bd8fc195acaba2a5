# How database instances hang together, indexed so that no policy has to search for it.
package facts.databases

import data.lib.database
import data.lib.list

# Read replicas of an instance that lie in the same region. An instance is named by its identifier or
# by its ARN.
replicas_of[source] contains id if {
	some id, instance in data.snapshot["aws.rds.instance"]
	source := object.get(instance, ["attributes", "replicate_source_db"], null)
	is_string(source)
}

# ---- Events.

# What the event subscriptions of a region may tell of: databases that are no other service's.
event_instances := {id |
	some id, instance in data.snapshot["aws.rds.instance"]
	database.relational({"engine": object.get(instance, ["attributes", "engine"], null)})
}

event_clusters := {id |
	some id, cluster in data.snapshot["aws.rds.cluster"]
	database.relational({"engine": object.get(cluster, ["attributes", "engine"], null)})
}

event_parameter_groups := {id |
	some id, _ in data.snapshot["aws.rds.parameter_group"]
	not database.default_group(id)
}

# Subscriptions that send, as {type, sources, categories}; an empty list stands for all.
subscriptions := [found |
	some _, subscription in data.snapshot["aws.rds.event_subscription"]
	object.get(subscription, ["attributes", "enabled"], null) == true
	object.get(subscription, ["attributes", "status"], null) in {"active", "modifying", null}
	is_string(object.get(subscription, ["attributes", "sns_topic"], null))
	found := {
		"type": object.get(subscription, ["attributes", "source_type"], null),
		"sources": list.of(object.get(subscription, ["attributes", "source_ids"], null)),
		"categories": list.of(object.get(subscription, ["attributes", "event_categories"], null)),
	}
]
