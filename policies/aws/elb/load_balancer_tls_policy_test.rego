package aws.elb.load_balancer_tls_policy_test

import data.aws.elb.load_balancer_tls_policy as policy

tls(name, versions, ciphers) := {"policy_name": name, "policy_type_name": "SSLNegotiationPolicyType", "protocols": versions, "ciphers": ciphers}

good := tls("good", ["TLSv1.2"], ["ECDHE-RSA-AES128-GCM-SHA256"])

listener(protocol, names) := {"lb_port": 443, "lb_protocol": protocol, "policy_names": names}

judge(listeners, policies) := found if {
	found := policy.deny with input as {"attributes": {"listener": listeners, "policies": policies}}
		with data.spec as {"elb": {"classic": {"tls_versions": ["TLSv1.2"], "ciphers": ["ECDHE-RSA-AES128-GCM-SHA256"]}}}
}

unknown := {{"path": "policies", "unread": "the listener on port 443 has no TLS policy that is known"}}

test_good_policy_passes if judge([listener("HTTPS", ["good"])], [good]) == set()

test_old_version_fails if {
	old := tls("mine", ["TLSv1", "TLSv1.2"], ["ECDHE-RSA-AES128-GCM-SHA256"])
	judge([listener("SSL", ["mine"])], [old]) == {{"path": "policies[].protocols", "actual": {"policy": "mine", "offers": "TLSv1"}, "expected": ["TLSv1.2"]}}
}

test_weak_cipher_fails if {
	weak := tls("ELBSecurityPolicy-TLS-1-2-2017-01", ["TLSv1.2"], ["DES-CBC3-SHA"])
	judge([listener("https", [weak.policy_name])], [weak]) == {{"path": "policies[].ciphers", "actual": {"policy": weak.policy_name, "offers": "DES-CBC3-SHA"}, "expected": "a cipher of the spec"}}
}

test_policy_that_nobody_uses_is_left_alone if {
	judge([listener("HTTPS", ["good"])], [good, tls("old", ["SSLv3"], ["RC4-MD5"])]) == set()
}

test_no_known_policy_is_unread if {
	judge([listener("HTTPS", [])], [good]) == unknown
	judge([listener("HTTPS", null)], null) == unknown
	judge([listener("HTTPS", ["sticky"])], [{"policy_name": "sticky", "policy_type_name": "LBCookieStickinessPolicyType", "protocols": [], "ciphers": []}]) == unknown
	judge([listener("HTTPS", ["empty"])], [tls("empty", [], [])]) == unknown
}

test_plain_listeners_have_none if judge([listener("HTTP", []), listener("TCP", null)], []) == set()
