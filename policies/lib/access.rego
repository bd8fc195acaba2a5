# What Cloudflare Access applications cover, and whom their policies let in.
package lib.access

import data.lib.list
import data.lib.network

# Seconds of a duration such as "24h", "1h30m" or "0s"; undefined for anything else.
seconds(text) := sum([part |
	some found in regex.find_all_string_submatch_n(`([0-9]{1,9}(?:\.[0-9]{1,9})?)(ns|us|µs|ms|s|m|h)`, text, -1)
	part := to_number(found[1]) * seconds_per[found[2]]
]) if {
	is_string(text)
	regex.match(`^([0-9]{1,9}(\.[0-9]{1,9})?(ns|us|µs|ms|s|m|h))+$`, text)
}

seconds_per := {"ns": 0.000000001, "us": 0.000001, "µs": 0.000001, "ms": 0.001, "s": 1, "m": 60, "h": 3600}

# Applications that stand before public hostnames.
hostname_types := {"self_hosted", "ssh", "vnc", "rdp"}

# Nobody logs in to a bookmark, which is a mere link; the App Launcher is a page of such links.
link_types := {"bookmark", "app_launcher"}

# A hostname as it is compared.
host(name) := trim_right(lower(name), ".")

admin_hosts := {host(name) | some name in data.spec.cloudflare.access.admin_hosts}

public_hosts := {host(name) | some name in data.spec.cloudflare.access.public_hosts}

# Where an application stands: the public part of its destinations, else the domains that the API told
# before there were destinations, each as {uri, host, path, whole}. The host may hold wildcards.
places(application) := {place |
	object.get(application, ["type"], null) in hostname_types
	some uri in uris(application)
	is_string(uri)
	place := place_of(uri)
}

destinations(application) := [destination |
	some destination in list.of(object.get(application, ["destinations"], null))
	is_object(destination)
]

uris(application) := {uri |
	some destination in destinations(application)
	object.get(destination, ["type"], null) in {"public", null}
	uri := object.get(destination, ["uri"], null)
} if {
	count(destinations(application)) > 0
} else := {uri | some uri in old_uris(application)}

old_uris(application) := array.concat(
	list.of(object.get(application, ["self_hosted_domains"], null)),
	list.of(object.get(application, ["domain"], null)),
)

place_of(uri) := {"uri": uri, "host": host(regex.replace(name, `:[0-9]+$`, "")), "path": path, "whole": path in {"", "/*"}} if {
	bare := regex.replace(uri, `^[A-Za-z]+://`, "")
	name := split(bare, "/")[0]
	path := trim_right(substring(bare, count(name), -1), "/")
}

# True when a hostname, in which each wildcard stands for a part of one label, matches a name.
matches(pattern, name) if pattern == name

matches(pattern, name) if {
	regex.match(`^[a-z0-9*._-]+$`, pattern)
	dots := replace(pattern, ".", "[.]")
	regex.match(sprintf("^%s$", [replace(dots, "*", "[^.]+")]), name)
}

# True when an application stands before all paths of a host.
covers(application, name) if {
	some place in places(application)
	place.whole
	matches(place.host, name)
}

# True when it stands before any path of an admin host.
before_admin(application) if {
	some place in places(application)
	some name in admin_hosts
	matches(place.host, name)
}

# The policies of an application. One that came in an odd shape is a gap already.
policies(application) := [policy |
	some policy in list.of(object.get(application, ["policies"], null))
	is_object(policy)
]

# What a policy says. A reusable one may stand in an application by its id alone.
terms(policy) := {
	"decision": object.get(policy, ["decision"], null),
	"include": object.get(policy, ["include"], null),
	"require": object.get(policy, ["require"], null),
} if {
	is_array(object.get(policy, ["include"], null))
} else := {
	"decision": object.get(shared, ["decision"], null),
	"include": object.get(shared, ["include"], null),
	"require": object.get(shared, ["require"], null),
} if {
	not is_array(object.get(policy, ["include"], null))
	shared := data.snapshot["cloudflare.zero_trust.access_policy"][object.get(policy, ["id"], null)].attributes
}

# How findings name a policy.
path(policy) := sprintf("policies[%s]", [policy.id]) if {
	is_string(object.get(policy, ["id"], null))
} else := "policies[]"

# Anybody gets in: a rule says nothing about who, and no other rule that must hold does. Groups are
# looked into, and groups in groups; what is deeper is neither open nor closed.
open(rules) if {
	some rule in list.of(rules.include)
	rule_opens_2(rule)
	every required in list.of(rules.require) {
		rule_opens_2(required)
	}
}

# Only those get in whom the rules name.
closed(rules) if {
	is_array(rules.include)
	every rule in rules.include {
		rule_closes_2(rule)
	}
}

closed(rules) if {
	some rule in list.of(rules.require)
	rule_closes_2(rule)
}

rule_opens_2(rule) if rule_opens_1(rule)

rule_opens_2(rule) if {
	group := group_of(rule)
	some inner in list.of(group.include)
	rule_opens_1(inner)
	every required in list.of(group.require) {
		rule_opens_1(required)
	}
}

rule_closes_2(rule) if rule_closes_1(rule)

rule_closes_2(rule) if {
	group := group_of(rule)
	is_array(group.include)
	every inner in group.include {
		rule_closes_1(inner)
	}
}

rule_closes_2(rule) if {
	group := group_of(rule)
	some inner in list.of(group.require)
	rule_closes_1(inner)
}

rule_opens_1(rule) if rule_opens(rule)

rule_opens_1(rule) if {
	group := group_of(rule)
	some inner in list.of(group.include)
	rule_opens(inner)
	every required in list.of(group.require) {
		rule_opens(required)
	}
}

rule_closes_1(rule) if rule_closes(rule)

rule_closes_1(rule) if {
	group := group_of(rule)
	is_array(group.include)
	every inner in group.include {
		rule_closes(inner)
	}
}

rule_closes_1(rule) if {
	group := group_of(rule)
	some inner in list.of(group.require)
	rule_closes(inner)
}

group_of(rule) := {
	"include": object.get(group, ["include"], null),
	"require": object.get(group, ["require"], null),
} if {
	is_object(rule)
	id := object.get(rule, ["group", "id"], null)
	group := data.snapshot["cloudflare.zero_trust.access_group"][id].attributes
}

# A rule that does not say who.
rule_opens(rule) if {
	some selector in selectors(rule)
	selector in data.spec.cloudflare.access.broad_selectors
}

rule_opens(rule) if {
	is_object(rule)
	network.world(object.get(rule, ["ip", "ip"], null))
}

rule_opens(rule) if {
	is_object(rule)
	domain := object.get(rule, ["email_domain", "domain"], null)
	is_string(domain)
	host(trim_left(domain, "@")) in data.spec.cloudflare.access.public_email_domains
}

rule_opens(rule) if provider_type(login_method(rule)) in data.spec.cloudflare.access.open_providers

rule_closes(rule) if {
	count(selectors(rule)) == 1
	some selector in selectors(rule)
	selector in data.spec.cloudflare.access.named_selectors
	not rule_opens(rule)
}

rule_closes(rule) if {
	count(selectors(rule)) == 1
	kind := provider_type(login_method(rule))
	not kind in data.spec.cloudflare.access.open_providers
}

# A rule is an object of one member, which names its kind.
selectors(rule) := {selector | some selector, _ in rule} if {
	is_object(rule)
} else := set()

login_method(rule) := object.get(rule, ["login_method", "id"], null) if is_object(rule)

# The identity providers that an application offers: those that it names, else all of the account.
providers(application) := named_providers(application) if {
	count(named_providers(application)) > 0
} else := {id | some id, _ in data.snapshot["cloudflare.zero_trust.access_identity_provider"]}

named_providers(application) := {id | some id in list.of(object.get(application, ["allowed_idps"], null))}

provider_types(application) := {kind |
	some id in providers(application)
	kind := provider_type(id)
}

provider_type(id) := kind if {
	kind := data.snapshot["cloudflare.zero_trust.access_identity_provider"][id].attributes.type
	is_string(kind)
}
