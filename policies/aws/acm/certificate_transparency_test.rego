package aws.acm.certificate_transparency_test

import data.aws.acm.certificate_transparency as policy

judge(type, status, options) := found if {
	found := policy.deny with input as {"attributes": {"type": type, "status": status, "options": options}}
}

on := {"certificate_transparency_logging_preference": "ENABLED"}

off := {"certificate_transparency_logging_preference": "DISABLED"}

test_on_passes if {
	judge("AMAZON_ISSUED", "ISSUED", on) == set()
	judge("AMAZON_ISSUED", "ISSUED", null) == set()
}

test_off_fails if {
	judge("AMAZON_ISSUED", "ISSUED", off) == {{
		"path": "options.certificate_transparency_logging_preference",
		"actual": "DISABLED",
		"expected": "ENABLED",
	}}
	count(judge("AMAZON_ISSUED", "PENDING_VALIDATION", off)) == 1
}

test_certificates_of_others_are_not_judged if {
	judge("IMPORTED", "ISSUED", off) == set()
	judge("PRIVATE", "ISSUED", off) == set()
	judge("AMAZON_ISSUED", "EXPIRED", off) == set()
}
