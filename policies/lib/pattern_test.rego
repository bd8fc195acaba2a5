package lib.pattern_test

import data.lib.pattern

test_star_stands_for_any_characters if {
	pattern.fits_one("amzn2-ami-kernel-5.10-hvm-2.0.20240306.2-x86_64-gp2", ["al2023-*", "amzn2-*"])
	pattern.fits_one("amzn2-", ["amzn2-*"])
	pattern.fits_one("t3.medium", ["t3.*"])
	pattern.fits_one("a\nb", ["a*b"])
}

test_the_whole_text_has_to_fit if {
	not pattern.fits_one("my-amzn2-ami", ["amzn2-*"])
	not pattern.fits_one("t3.medium2", ["t3.medium"])
	not pattern.fits_one("AMZN2-x", ["amzn2-*"])
}

test_other_characters_stand_for_themselves if {
	not pattern.fits_one("t3xmedium", ["t3.medium"])
	not pattern.fits_one("aab", ["a+b", "a?b", "[a]b", "a|b", "^a", "(a)", `\w`, "a{1}b", "$"])
	pattern.fits_one(`a+b?[c]{d}|(e)^$\w`, [`a+b?[c]{d}|(e)^$\w`])
}

test_nothing_fits_nothing if {
	not pattern.fits_one("a", [])
	not pattern.fits_one("a", null)
	not pattern.fits_one(null, ["*"])
	not pattern.fits_one(3, ["*"])
}
