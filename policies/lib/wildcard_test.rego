package lib.wildcard_test

import data.lib.wildcard

test_plain_text_matches_itself if {
	wildcard.matches("kms:Decrypt", "KMS:decrypt")
	not wildcard.matches("kms:Decrypt", "kms:DecryptX")
	not wildcard.matches("kms:Decrypt", "xkms:Decrypt")
	not wildcard.matches("", "kms:Decrypt")
}

test_wildcards if {
	wildcard.matches("*", "")
	wildcard.matches("*enclave*", "alias/my-Enclave-key")
	wildcard.matches("kms:De*pt", "kms:Decrypt")
	wildcard.matches("kms:?ecrypt", "kms:Decrypt")
	wildcard.matches("*b", "a\nb")
	not wildcard.matches("kms:?", "kms:")
}

test_other_characters_stand_for_themselves if {
	wildcard.matches(`a.b+(c)[d]{e}^$|\`, `a.b+(c)[d]{e}^$|\`)
	not wildcard.matches("a.b", "axb")
	not wildcard.matches("a|b", "a")
}

test_only_text_matches if {
	not wildcard.matches(null, "null")
	not wildcard.matches("*", null)
}
