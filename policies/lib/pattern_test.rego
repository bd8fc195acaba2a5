package lib.pattern_test

import data.lib.pattern

test_patterns if {
	pattern.fits("stellarrec-db", ["*-db"])
	pattern.fits("launch-wizard-7", ["other", "launch-wizard-*"])
	pattern.fits("a.b", ["a.b"])
	pattern.fits("anything\nat all", ["*"])
	pattern.fits("", ["*"])
}

test_no_match if {
	not pattern.fits("stellarrec-db-old", ["*-db"])
	not pattern.fits("aXb", ["a.b"])
	not pattern.fits("A", ["a"])
	not pattern.fits("a", [])
	not pattern.fits(null, ["*"])
	not pattern.fits("aaa", ["a+"])
}
