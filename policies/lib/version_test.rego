package lib.version_test

import data.lib.version

test_numbers if {
	version.numbers("15.4") == [15, 4]
	version.numbers("15") == [15]
	version.numbers("8.0.mysql_aurora.3.05.2") == [8, 0]
	version.numbers("15.00.4073.23.v1") == [15, 0, 4073, 23]
	version.numbers("11.22-rds.20241121") == [11, 22]
	version.numbers("7.0.07") == [7, 0, 7]
}

test_what_is_no_version if {
	every text in ["", "x", "v15", ".5", " 15", null, 15, ["15"]] {
		not version.numbers(text)
	}
}

test_order if {
	version.at_least("15.10", "15.4")
	version.at_least("15.4", "15.4")
	version.at_least("15.4.1", "15.4")
	not version.at_least("15.3", "15.4")
	not version.at_least("15", "15.4")
	not version.at_least("9.6", "15.4")
	not version.at_least("x", "15.4")
	version.before("15.10", "16")
	not version.before("16", "16")
	not version.before("16.0", "16")
	not version.before("x", "16")
}

test_within if {
	version.within("15.4", "15")
	version.within("8.0.35", "8.0")
	version.within("5.7.mysql_aurora.2.11.2", "5.7")
	not version.within("15.40", "15.4")
	not version.within("8", "8.0")
	not version.within("150", "15")
	not version.within("x", "15")
}

entries := [
	{"engine": "postgres", "min_version": "15.4", "before_version": "16"},
	{"engine": "postgres", "min_version": "17.1"},
	{"engine": "mysql"},
	{"engine": "mariadb", "min_version": null, "before_version": "11"},
]

test_fits if {
	version.fits(entries, "postgres", "15.4")
	version.fits(entries, "postgres", "15.13")
	version.fits(entries, "postgres", "17.1")
	version.fits(entries, "postgres", "18.0")
	not version.fits(entries, "postgres", "15.3")
	not version.fits(entries, "postgres", "16.1")
	not version.fits(entries, "postgres", "x")
	not version.fits(entries, "postgres", null)
	version.fits(entries, "mysql", "5.5")
	version.fits(entries, "mariadb", "10.6")
	not version.fits(entries, "mariadb", "11.4")
	not version.fits(entries, "mariadb", "x")
	not version.fits(entries, "oracle-ee", "19")
	not version.fits([], "postgres", "15.4")
}

test_words if {
	version.wanted(entries, "postgres") == "15.4 or later, before 16 or 17.1 or later"
	version.wanted(entries, "mysql") == "any version"
	version.wanted(entries, "mariadb") == "any version, before 11"
}
