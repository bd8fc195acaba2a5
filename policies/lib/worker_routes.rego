# Decides which Worker serves the requests for a hostname. A route is {"pattern": …, "script": …}; one
# whose script is null keeps requests away from Workers.
#
# The most specific route wins: first by the hostname, then by the path. Where it is open which of two
# wins, the other one does, so that nothing counts as served that may not be.
package lib.worker_routes

# True when all requests of a scheme (http or https) for a hostname go to a Worker, whatever the path.
serves(script, routes, scheme, hostname) if {
	some place, route in routes
	is_string(route.script)
	route.script == script
	covers(route.pattern, scheme, hostname)
	not overruled(place, routes, scheme, hostname)
}

# True when a pattern fits all requests of a scheme for a hostname. Hostnames in patterns of before
# October 2023 know upper and lower case, and those of browsers are in lower case.
covers(pattern, scheme, hostname) if {
	is_string(pattern)
	scheme_of(pattern) in {"", scheme}
	trim_prefix(address(pattern), host(pattern)) == "/*"
	host_covers(host(pattern), lower(hostname))
}

host_covers(host, hostname) if host == hostname

# *example.com is the host and all below it, *.example.com only the latter.
host_covers(host, hostname) if {
	startswith(host, "*")
	rest := substring(host, 1, -1)
	not contains(rest, "*")
	endswith(hostname, rest)
}

# True when requests that fit the route at a place go elsewhere.
overruled(place, routes, scheme, hostname) if {
	some other, route in routes
	other != place
	route.script != routes[place].script
	may_fit(route.pattern, scheme, lower(hostname))
	rank(host(route.pattern)) >= rank(host(routes[place].pattern))
}

# True when a pattern may fit some requests of a scheme for a hostname.
may_fit(pattern, scheme, hostname) if {
	scheme_of(pattern) in {"", scheme}
	lower(host(pattern)) == hostname
}

may_fit(pattern, scheme, hostname) if {
	scheme_of(pattern) in {"", scheme}
	pieces := split(lower(host(pattern)), "*")
	count(pieces) > 1
	startswith(hostname, pieces[0])
	endswith(hostname, pieces[count(pieces) - 1])
}

# How specific the hostname of a pattern is: more than any that begins with a wildcard if it does not,
# else by length.
rank(host) := 1000 + count(host) if {
	not startswith(host, "*")
} else := count(replace(host, "*", ""))

scheme_of(pattern) := "https" if {
	startswith(lower(pattern), "https://")
} else := "http" if {
	startswith(lower(pattern), "http://")
} else := "" if {
	not regex.match(`^(?i)https?://`, pattern)
}

# A pattern without its scheme.
address(pattern) := regex.replace(pattern, `^(?i)https?://`, "")

host(pattern) := split(address(pattern), "/")[0]
