package aws.elbv2.listener_http_redirect_test

import data.aws.elbv2.listener_http_redirect as policy

judge(attributes, harmless) := found if {
	found := policy.deny with input as {"attributes": attributes} with data.spec as {"elb": {"plain_http_actions": harmless}}
}

redirect(protocol) := {"type": "redirect", "redirect": {"protocol": protocol, "port": "443", "status_code": "HTTP_301"}}

forward := {"type": "forward", "redirect": null, "target_group_arn": "tg"}

fixed := {"type": "fixed-response", "redirect": null, "fixed_response": {"status_code": "404"}}

listener(actions, rules) := {"protocol": "HTTP", "port": 80, "default_action": actions, "rules": rules}

rule(actions) := {"arn": "r1", "priority": 1, "is_default": false, "action": actions}

failure(path, actual) := {{"path": path, "actual": actual, "expected": "a redirect to HTTPS"}}

test_redirect_passes if {
	judge(listener([redirect("HTTPS")], [{"arn": "d", "is_default": true, "action": [redirect("HTTPS")]}]), []) == set()
	judge(listener([redirect("HTTPS")], [rule([redirect("HTTPS")])]), []) == set()
	judge(listener([redirect("HTTPS")], null), []) == set()
}

test_forward_fails if judge(listener([forward], []), []) == failure("default_action", [{"type": "forward", "redirect": null}])

test_redirect_to_the_same_protocol_fails if {
	judge(listener([redirect("#{protocol}")], []), []) == failure("default_action", [{"type": "redirect", "redirect": "#{protocol}"}])
	judge(listener([redirect("HTTP")], []), []) == failure("default_action", [{"type": "redirect", "redirect": "HTTP"}])
	judge(listener([{"type": "redirect"}], []), []) == failure("default_action", [{"type": "redirect", "redirect": null}])
}

test_one_rule_in_the_clear_fails if {
	judge(listener([redirect("HTTPS")], [rule([forward])]), []) == failure("rules[r1].action", [{"type": "forward", "redirect": null}])
}

test_login_in_the_clear_fails if {
	login := {"type": "authenticate-oidc"}
	judge(listener([login, redirect("HTTPS")], []), []) == failure("default_action", [{"type": "authenticate-oidc", "redirect": null}, {"type": "redirect", "redirect": "HTTPS"}])
}

test_no_action_fails if judge(listener([], []), []) == failure("default_action", [])

test_fixed_response_passes_where_the_spec_says_so if {
	judge(listener([fixed], [rule([fixed])]), ["fixed-response"]) == set()
	judge(listener([fixed], []), []) == failure("default_action", [{"type": "fixed-response", "redirect": null}])
}

test_naming_redirects_does_not_excuse_any if {
	judge(listener([redirect("HTTP")], []), ["redirect"]) == failure("default_action", [{"type": "redirect", "redirect": "HTTP"}])
}

test_other_protocols_pass if {
	judge({"protocol": "HTTPS", "default_action": [forward], "rules": [rule([forward])]}, []) == set()
	judge({"protocol": "TCP", "default_action": [forward], "rules": []}, []) == set()
}
