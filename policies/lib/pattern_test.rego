package lib.pattern_test

import data.lib.pattern

test_plain_text_matches_itself if {
	pattern.matches("kms:Decrypt", "KMS:decrypt")
	not pattern.matches("kms:Decrypt", "kms:DecryptX")
	not pattern.matches("kms:Decrypt", "xkms:Decrypt")
	not pattern.matches("", "kms:Decrypt")
}

test_wildcards if {
	pattern.matches("*", "")
	pattern.matches("*enclave*", "alias/my-Enclave-key")
	pattern.matches("kms:De*pt", "kms:Decrypt")
	pattern.matches("kms:?ecrypt", "kms:Decrypt")
	pattern.matches("*b", "a\nb")
	not pattern.matches("kms:?", "kms:")
}

test_other_characters_stand_for_themselves if {
	pattern.matches(`a.b+(c)[d]{e}^$|\`, `a.b+(c)[d]{e}^$|\`)
	not pattern.matches("a.b", "axb")
	not pattern.matches("a|b", "a")
}

test_only_text_matches if {
	not pattern.matches(null, "null")
	not pattern.matches("*", null)
}
