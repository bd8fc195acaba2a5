package aws.acm.certificate_key_algorithm_test

import data.aws.acm.certificate_key_algorithm as policy

judge(algorithm, status) := found if {
	found := policy.deny with input as {"attributes": {"key_algorithm": algorithm, "status": status}}
		with data.spec as {"acm": {"key_algorithms": ["RSA_2048", "EC_prime256v1"]}}
}

test_strong_keys_pass if {
	judge("RSA_2048", "ISSUED") == set()
	judge("RSA-2048", "ISSUED") == set()
	judge("EC_prime256v1", "PENDING_VALIDATION") == set()
}

test_weak_keys_fail if {
	judge("RSA_1024", "ISSUED") == {{"path": "key_algorithm", "actual": "RSA_1024", "expected": ["RSA_2048", "EC_prime256v1"]}}
	count(judge("RSA-1024", "ISSUED")) == 1
	count(judge("EC_secp384r1", "ISSUED")) == 1
	count(judge(null, "ISSUED")) == 1
}

test_dead_certificates_are_not_judged if {
	every status in ["EXPIRED", "FAILED", "REVOKED", "VALIDATION_TIMED_OUT"] {
		judge("RSA_1024", status) == set()
	}
}
