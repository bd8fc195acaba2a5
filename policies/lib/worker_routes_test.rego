package lib.worker_routes_test

import data.lib.worker_routes

apex := "example.com"

www := "www.example.com"

headers(pattern) := {"pattern": pattern, "script": "headers"}

other(pattern) := {"pattern": pattern, "script": "other"}

off(pattern) := {"pattern": pattern, "script": null}

served(routes, hostname) if {
	worker_routes.serves("headers", routes, "https", hostname)
	worker_routes.serves("headers", routes, "http", hostname)
}

test_an_exact_host_with_every_path_covers_it if {
	served([headers("example.com/*")], apex)
	not served([headers("example.com/*")], www)
	served([headers("www.example.com/*")], www)
	served([headers("example.com/*")], "Example.com")
}

test_wildcards_cover_what_they_fit if {
	served([headers("*example.com/*")], apex)
	served([headers("*example.com/*")], www)
	served([headers("*.example.com/*")], www)
	not served([headers("*.example.com/*")], apex)
	served([headers("*/*")], apex)
	not served([headers("*.other.com/*")], www)
}

test_less_than_every_path_does_not_cover if {
	not served([headers("example.com")], apex)
	not served([headers("example.com/")], apex)
	not served([headers("example.com*")], apex)
	not served([headers("example.com/images/*")], apex)
	not served([headers("example.com/*.jpg")], apex)
	not served([headers("example.com/?foo=*")], apex)
	not served([headers("*exam*.com/*")], apex)
}

test_a_scheme_covers_only_itself if {
	worker_routes.serves("headers", [headers("https://example.com/*")], "https", apex)
	not worker_routes.serves("headers", [headers("https://example.com/*")], "http", apex)
	worker_routes.serves("headers", [headers("HTTP://example.com/*")], "http", apex)
	not worker_routes.serves("headers", [headers("HTTP://example.com/*")], "https", apex)
	served([headers("https://example.com/*"), headers("http://example.com/*")], apex)
	not worker_routes.serves("headers", [headers("ftp://example.com/*")], "https", apex)
}

test_another_or_no_worker_does_not_serve if {
	not served([other("example.com/*")], apex)
	not served([off("example.com/*")], apex)
	not served([{"pattern": null, "script": "headers"}], apex)
	not served([], apex)
	not worker_routes.serves(null, [off("example.com/*")], "https", apex)
}

test_a_host_in_capitals_may_never_fit if not served([headers("Example.com/*")], apex)

test_more_specific_routes_take_requests_away if {
	not served([headers("*example.com/*"), off("www.example.com/*")], www)
	served([headers("*example.com/*"), off("www.example.com/*")], apex)
	not served([headers("*example.com/*"), off("*.example.com/*")], www)
	not served([headers("example.com/*"), off("example.com/images/*")], apex)
	not served([headers("example.com/*"), off("Example.com/images/*")], apex)
	not served([headers("example.com/*"), other("https://example.com/*")], apex)
	not served([headers("example.com/*"), other("example.com*")], apex)
	not served([headers("*example.com/*"), off("*example.com/cat.png")], apex)
}

test_less_specific_routes_take_nothing_away if {
	served([headers("www.example.com/*"), off("*example.com/api/*")], www)
	served([headers("*.example.com/*"), other("*example.com/*")], www)
	served([headers("www.example.com/*"), off("*.example.com/*")], www)
	served([headers("example.com/*"), off("*.example.com/*")], apex)
	served([headers("example.com/*"), off("static.example.com/*")], apex)
}

test_the_same_worker_takes_nothing_away if served([headers("example.com/*"), headers("example.com/images/*")], apex)
