# Tells which events of RDS somebody hears of.
package lib.event_subscription

# True when a subscription tells of such events of a source.
announced(type, source, category) if {
	some subscription in data.facts.databases.subscriptions
	subscription.type in {type, null}
	empty_or_in(source, subscription.sources)
	empty_or_in(category, subscription.categories)
}

empty_or_in(_, names) if count(names) == 0

empty_or_in(name, names) if name in names
