package aws.acm.certificate_validation_method_test

import data.aws.acm.certificate_validation_method as policy

judge(method, type, status) := found if {
	found := policy.deny with input as {"attributes": {"validation_method": method, "type": type, "status": status}}
		with data.spec as {"acm": {"validation_methods": ["DNS", "HTTP"]}}
}

test_proofs_without_a_person_pass if {
	judge("DNS", "AMAZON_ISSUED", "ISSUED") == set()
	judge("HTTP", "AMAZON_ISSUED", "ISSUED") == set()
	judge(null, "AMAZON_ISSUED", "ISSUED") == set()
}

test_proof_by_mail_fails if {
	judge("EMAIL", "AMAZON_ISSUED", "ISSUED") == {{"path": "validation_method", "actual": "EMAIL", "expected": ["DNS", "HTTP"]}}
	count(judge("EMAIL", "AMAZON_ISSUED", "PENDING_VALIDATION")) == 1
}

test_other_certificates_are_not_judged if {
	judge("EMAIL", "IMPORTED", "ISSUED") == set()
	judge("EMAIL", "AMAZON_ISSUED", "EXPIRED") == set()
}
