package aws.elb.load_balancer_acm_certificates_test

import data.aws.elb.load_balancer_acm_certificates as policy

arn := "arn:aws:acm:us-east-1:111122223333:certificate/a"

judge(protocol, certificate, type) := found if {
	found := policy.deny with input as {"attributes": {"listener": [{"lb_port": 443, "lb_protocol": protocol, "ssl_certificate_id": certificate}]}}
		with data.snapshot as {"aws.acm.certificate": {arn: {"id": arn, "attributes": {"type": type}}}}
}

failure(actual, reason) := {{"path": "listener[443].ssl_certificate_id", "actual": actual, "expected": "a certificate issued by ACM", "because": reason}}

test_issued_certificates_pass if {
	judge("HTTPS", arn, "AMAZON_ISSUED") == set()
	judge("SSL", arn, "PRIVATE") == set()
}

test_imported_certificate_fails if {
	judge("HTTPS", arn, "IMPORTED") == failure(arn, "the certificate is of type IMPORTED")
	judge("HTTPS", arn, null) == failure(arn, "the certificate is of type null")
}

test_uploaded_certificate_fails if {
	uploaded := "arn:aws:iam::111122223333:server-certificate/site"
	judge("HTTPS", uploaded, "AMAZON_ISSUED") == failure(uploaded, "the certificate is not in ACM")
	judge("HTTPS", null, "AMAZON_ISSUED") == failure(null, "the certificate is not in ACM")
}

test_missing_certificate_is_unread if {
	gone := "arn:aws:acm:us-east-1:111122223333:certificate/b"
	judge("HTTPS", gone, "AMAZON_ISSUED") == {{"path": "listener[443].ssl_certificate_id", "unread": sprintf("certificate %s is not in the snapshot", [gone])}}
}

test_plain_listener_has_none if judge("HTTP", null, "IMPORTED") == set()
