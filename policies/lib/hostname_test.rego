package lib.hostname_test

import data.lib.hostname

test_labels_stand_below_their_zone if {
	hostname.below("@", "Example.com.") == "example.com"
	hostname.below("www", "example.com") == "www.example.com"
	hostname.below("WWW.eu", "example.com") == "www.eu.example.com"
}

test_a_name_covers_itself if {
	hostname.covered_by("www.example.com", "www.example.com")
	hostname.covered_by("www.example.com.", "WWW.Example.Com")
	not hostname.covered_by("example.com", "www.example.com")
	not hostname.covered_by("www.example.com", "example.com")
}

test_a_wildcard_is_exactly_one_label if {
	hostname.covered_by("www.example.com", "*.Example.com.")
	not hostname.covered_by("example.com", "*.example.com")
	not hostname.covered_by("a.www.example.com", "*.example.com")
	not hostname.covered_by(".example.com", "*.example.com")
	not hostname.covered_by("wwwexample.com", "*.example.com")
	not hostname.covered_by("www.example.com", "w*.example.com")
	not hostname.covered_by("www.example.com", "*")
}

test_what_is_no_name_covers_nothing if {
	not hostname.covered_by("www.example.com", null)
	not hostname.covered_by("www.example.com", 5)
	not hostname.covered_by("www.example.com", "")
}
