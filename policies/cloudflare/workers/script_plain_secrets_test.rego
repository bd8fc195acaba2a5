package cloudflare.workers.script_plain_secrets_test

import data.cloudflare.workers.script_plain_secrets

deny(bindings) := found if {
	found := script_plain_secrets.deny with input as {"attributes": {"bindings": bindings}}
		with data.spec as {"cloudflare": {"workers": {"allowed_plain_bindings": ["CSRF_TOKEN_HINT"]}}}
}

binding(name, type, exposes) := {"name": name, "type": type, "exposes_secret": exposes}

failure(name, type) := {"path": sprintf("bindings[%s].type", [name]), "actual": type, "expected": "secret_text"}

test_secret_bindings_and_harmless_values_pass if {
	deny([]) == set()
	deny(null) == set()
	deny([binding("TOKEN", "secret_text", false), binding("MODE", "plain_text", false)]) == set()
}

test_what_the_spec_allows_passes if deny([binding("CSRF_TOKEN_HINT", "plain_text", true)]) == set()

test_a_secret_in_the_clear_fails if {
	deny([binding("MODE", "plain_text", false), binding("TOKEN", "plain_text", true)]) == {failure("TOKEN", "plain_text")}
	deny([binding("CONFIG", "json", true)]) == {failure("CONFIG", "json")}
	deny([binding("csrf_token_hint", "plain_text", true)]) == {failure("csrf_token_hint", "plain_text")}
}
