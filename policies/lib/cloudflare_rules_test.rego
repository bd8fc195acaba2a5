package lib.cloudflare_rules_test

import data.lib.cloudflare_rules

spec := {
	"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32},
	"cloudflare": {"rules": {"protected_hosts": []}},
}

below(path) := {"path": path, "host": null}

at(host, path) := {"path": path, "host": host}

# The expressions of a list that do not hold for a request.
failing(expressions, request) := [text | some text in expressions; not cloudflare_rules.holds(text, request)]

holding(expressions, request) := [text | some text in expressions; cloudflare_rules.holds(text, request)]

test_only_rules_in_force_count if {
	on := {"id": "a", "enabled": true}
	cloudflare_rules.active({"rules": [on, {"id": "b", "enabled": false}, {"id": "c", "enabled": null}, {"id": "d"}]}) == [on]
	cloudflare_rules.active({"rules": null}) == []
	cloudflare_rules.active({}) == []
	cloudflare_rules.active(null) == []
}

test_requests_go_to_the_hosts_of_the_spec if {
	any := cloudflare_rules.requests("/api/") with data.spec as spec
	any == [{"path": "/api/", "host": null}]
	two := cloudflare_rules.requests("/api/") with data.spec.cloudflare.rules.protected_hosts as ["a.example", "b.example"]
	two == [{"path": "/api/", "host": "a.example"}, {"path": "/api/", "host": "b.example"}]
}

test_everything_is_covered if {
	failing(
		[
			"true", " true ", "(true)", "((true))", "true or ip.src eq 1.2.3.4", "(false) or (true)", "true and true",
			`http.host eq "x" or true`, `starts_with(http.request.uri.path, "/")`, `(http.request.uri.path contains "/")`,
			`http.request.uri.path wildcard "*"`, `http.request.full_uri wildcard "http*://*"`, `http.request.full_uri wildcard r"*://*/*"`,
			`http.request.uri wildcard "/*"`, `http.request.uri.path matches "^/.*$"`, `http.request.uri.path ~ "^/"`,
			`lower(http.request.uri.path) contains "/"`, `starts_with(lower(http.request.uri.path), "/")`,
			"(((((((((true)))))))))",
		],
		cloudflare_rules.everything,
	) == []
}

test_what_only_looks_like_everything_is_not_covered if {
	holding(
		[
			"false", "not true", "!true", "not (true)", "! (true)", "true and false", "true xor true", "true ^^ true", "true and not true",
			`http.host eq "true"`, `http.user_agent contains "true"`, `"true"`, `http.user_agent eq "x or true"`,
			`http.user_agent eq "\" or true or \""`, `http.user_agent eq r"\" and ssl or http.user_agent eq " or true"`,
			`http.user_agent eq r#"" or true or ""#`, `http.cookie eq "a" # or true`, `/* true */ ssl`, "true // x", "any(true)", "f(x, true)",
			"true)", "(true", "((true)", ")true(", "true or", "or true or or", "", " ", "()", "truest", "is.true", "true.x", "true eq false",
			"x eq true", `lower("true")`, "true false", "not not true", "(((((((((((true)))))))))))",
		],
		cloudflare_rules.everything,
	) == [
		# An empty disjunct is refused by Cloudflare; the other one holds.
		"true or", "or true or or",
	]
	not cloudflare_rules.holds(null, cloudflare_rules.everything)
	not cloudflare_rules.holds(true, cloudflare_rules.everything)
	not cloudflare_rules.holds(["true"], cloudflare_rules.everything)
}

test_and_binds_more_than_or if {
	cloudflare_rules.holds("true or ssl and ssl", cloudflare_rules.everything)
	cloudflare_rules.holds("ssl and ssl or true", cloudflare_rules.everything)
	cloudflare_rules.holds("(ssl or true) and (true or ssl)", cloudflare_rules.everything)
	not cloudflare_rules.holds("(ssl or true) and ssl", cloudflare_rules.everything)
	not cloudflare_rules.holds("ssl and (true)", cloudflare_rules.everything)
	not cloudflare_rules.holds("ssl xor true or ssl", cloudflare_rules.everything)
}

test_a_path_is_covered if {
	failing(
		[
			"true", `starts_with(http.request.uri.path, "/api")`, `starts_with(http.request.uri.path, "/api/")`,
			`(starts_with(http.request.uri.path, "/login")) or (starts_with(http.request.uri.path, "/api/"))`,
			`(http.request.uri.path eq "/x" or http.request.uri.path contains "/api/")`, `lower(http.request.uri.path) contains "api"`,
			`raw.http.request.uri.path contains "/api/"`, `http.request.uri contains "/api/"`, `http.request.full_uri contains "/api/"`,
			`http.request.uri.path wildcard "/api/*"`, `http.request.uri.path wildcard "/API*"`, `http.request.uri.path strict wildcard r"/api/*"`,
			`http.request.uri.path wildcard r#"*/api/*"#`, `http.request.full_uri wildcard "http*://*/api/*"`,
			`http.request.uri.path matches "^/api"`, `http.request.uri.path matches "^/api/.*$"`,
			`starts_with(http.request.uri.path,"/api/")||ssl`,
		],
		below("/api/"),
	) == []
}

test_a_mention_of_a_path_is_not_enough if {
	holding(
		[
			`not starts_with(http.request.uri.path, "/api/")`, `!starts_with(http.request.uri.path, "/api/")`,
			`not (http.request.uri.path contains "/api/")`, `http.request.uri.path ne "/api/"`, `http.request.uri.path != "/api/"`,
			`starts_with(http.request.uri.path, "/api/v1")`, `http.request.uri.path contains "/api/v1"`, `http.request.uri.path eq "/api/"`,
			`http.request.uri.path in {"/api/" "/api"}`, `http.request.uri.path wildcard "/api"`, `http.request.uri.path strict wildcard "/API/*"`,
			`starts_with(http.request.uri.path, "/API/")`, `lower(http.request.uri.path) contains "/API/"`, `upper(http.request.uri.path) contains "/api/"`,
			`starts_with(http.request.uri.path, "/api/") and ip.src.country eq "DE"`, `http.host eq "a.example" and http.request.uri.path contains "/api/"`,
			`http.request.uri.query contains "/api/"`, `http.referer contains "/api/"`, `http.user_agent eq "starts_with(http.request.uri.path, \"/api/\")"`,
			`any(http.request.headers["x"][*] contains "/api/")`, `ends_with(http.request.uri.path, "/api/")`,
			`http.request.uri.path.extension eq "/api/"`, `http.request.uri.path matches "^/api/?$"`, `http.request.uri.path matches "/api/[0-9]"`,
			`http.request.uri.path matches "(?i)/api"`, `http.request.full_uri wildcard "https://*/api/*"`, `http.request.uri.path wildcard "/a*i/v1"`,
			`http.request.uri.path contains "\x2fapi/"`, `http.request.uri.path wildcard "/api/\*"`, `starts_with(http.request.uri.path, "/api/") xor true`,
			`http.request.uri wildcard "/api/"`, `http.request.uri eq "/api/"`,
		],
		below("/api/"),
	) == []
}

test_one_path_is_covered_by_what_meets_it if {
	failing(
		[
			`http.request.uri.path eq "/login"`, `http.request.uri.path in {"/x" "/login"}`, `http.request.uri.path == "/login"`,
			`http.request.uri.path wildcard "/LOGIN"`, `http.request.uri.path wildcard "*/login"`, `starts_with(http.request.uri.path, "/log")`,
			`lower(http.request.uri.path) in {"/login"}`,
		],
		below("/login"),
	) == []
	holding(
		[`http.request.uri.path eq "/login/"`, `http.request.uri.path in {"/x" "/y"}`, `http.request.uri.path wildcard "/login/*"`, `http.request.uri eq "/login"`],
		below("/login"),
	) == []
}

test_a_named_host_is_met_by_rules_for_it if {
	expression := `http.host eq "a.example" and starts_with(http.request.uri.path, "/api/")`
	cloudflare_rules.holds(expression, at("a.example", "/api/"))
	not cloudflare_rules.holds(expression, at("b.example", "/api/"))
	failing(
		[
			`http.host in {"b.example" "a.example"}`, `http.host wildcard "*.EXAMPLE"`, `starts_with(http.host, "a.")`, `http.host contains "example"`,
			`http.request.full_uri wildcard "http*://a.example/api/*"`, `http.request.full_uri wildcard "*://a.example/*"`,
		],
		at("a.example", "/api/"),
	) == []
	holding(
		[`http.host ne "b.example"`, `not http.host eq "b.example"`, `http.request.full_uri wildcard "*://a.example.evil/api/*"`, `http.request.full_uri wildcard "*://a.example/api/v1/*"`],
		at("a.example", "/api/"),
	) == []
}

test_rules_of_the_account_name_zones_and_plans if {
	request := {"path": "/", "host": null, "zone": "a.example", "plan": "enterprise"}
	cloudflare_rules.holds(`(cf.zone.name eq "a.example") and cf.zone.plan eq "ENT"`, request)
	cloudflare_rules.holds(`cf.zone.plan eq "ENT"`, request)
	not cloudflare_rules.holds(`cf.zone.name in {"b.example"} and cf.zone.plan eq "ENT"`, request)
	not cloudflare_rules.holds(`cf.zone.plan eq "ENT"`, cloudflare_rules.everything)
}

test_plain_requests if {
	plain := {"path": "/", "host": null, "scheme": "http"}
	failing(["not ssl", "!ssl", "(not ssl)", `http.request.full_uri wildcard "http://*"`, `starts_with(http.request.full_uri, "http://")`], plain) == []
	holding(["ssl", "not ssl and http.host eq \"x\"", `http.request.full_uri wildcard "https://*"`, "not not ssl", "not ssl.x", "not ssl eq false"], plain) == []
	cloudflare_rules.holds("ssl", {"path": "/", "host": null, "scheme": "https"})
}

kept(expressions, request) := [text | some text in expressions; not cloudflare_rules.excludes(text, request)]

excluded(expressions, request) := [text | some text in expressions; cloudflare_rules.excludes(text, request)]

test_what_cannot_meet_a_path if {
	kept(
		[
			"false", `http.request.uri.path eq "/x"`, `starts_with(http.request.uri.path, "/static/")`, `http.request.uri.path in {"/x" "/y"}`,
			`http.request.uri.path wildcard "/static/*"`, `starts_with(http.request.uri.path, "/static/") and ssl`,
			`(http.request.uri.path eq "/x") or (ssl and http.request.uri.path eq "/y")`, `starts_with(http.request.uri.path, "/apis/")`,
		],
		below("/api/"),
	) == []
	excluded(
		[
			"true", "ssl", `not starts_with(http.request.uri.path, "/static/")`, `starts_with(http.request.uri.path, "/api/v1")`, `starts_with(http.request.uri.path, "/")`,
			`http.request.uri.path in {"/x" "/api/y"}`, `http.request.uri.path eq "/x" or ssl`, `http.request.uri.path.extension in {"css" "js"}`,
			`http.request.uri.path contains "/static/"`, `http.request.uri.path wildcard "*/static/*"`, `http.request.uri.path eq "\x2f"`,
			`http.request.uri.path eq "/x" xor true`, "not false", `http.host eq "b.example"`, `http.request.uri.path in {"/x" "\x2f"}`,
		],
		below("/api/"),
	) == []
	cloudflare_rules.excludes(`http.host eq "b.example"`, at("a.example", "/api/"))
	cloudflare_rules.excludes(`starts_with(http.request.uri.path, "/login/")`, below("/login"))
	cloudflare_rules.excludes(`http.request.uri.path in {"/log" "/login/"}`, below("/login"))
	not cloudflare_rules.excludes(`http.request.uri.path in {"/log" "/login"}`, below("/login"))
	cloudflare_rules.excludes("ssl", {"path": "/", "host": null, "scheme": "http"})
	not cloudflare_rules.excludes(`starts_with(http.request.uri.path, "/log")`, below("/login"))
}

narrow(text) if {
	cloudflare_rules.narrow(text) with data.spec as spec
}

test_what_demands_more_than_anybody_has_is_narrow if {
	expressions := [
		"ip.src eq 203.0.113.7", "ip.src in {203.0.113.0/24 2001:db8::/32}", "ip.src in $office", "(ip.src in {203.0.113.7} and ssl)",
		"cf.client.bot", `http.request.uri.path eq "/health"`, `starts_with(http.request.uri.path, "/.well-known/acme-challenge/")`,
		`(ip.src eq 203.0.113.7) or (http.request.uri.path in {"/a" "/b"} and not ssl)`, `http.request.uri.path wildcard "/hooks/*"`,
	]
	[text | some text in expressions; not narrow(text)] == []
}

test_what_anybody_can_bring_along_is_not_narrow if {
	expressions := [
		"true", "not ip.src eq 203.0.113.7", "!cf.client.bot", "ip.src ne 203.0.113.7", "not ip.src in {203.0.113.7}", "ip.src in {0.0.0.0/0}",
		"ip.src in {203.0.113.7 0.0.0.0/1}", "ip.src in {::/0}", "ip.src in {1.0.0.0..255.0.0.0}", "ip.src in {}", "ip.src in $cf.vpn",
		"ip.src eq 203.0.113.7 or ssl", "ip.src eq 203.0.113.7 xor true", `starts_with(http.request.uri.path, "/")`, `http.request.uri.path wildcard "/*"`,
		`http.request.uri.path contains "/hook"`, `http.request.uri contains "/hook"`, `http.user_agent contains "curl"`, `http.host eq "a.example"`,
		`ip.src.country eq "DE"`, `any(http.request.headers["x"][*] eq "1")`, `http.request.uri.path eq "\x2f"`, `not (ip.src eq 203.0.113.7)`,
		`http.request.uri.path in {"/a" "\x2f"}`, `starts_with(http.request.uri.path, "")`,
	]
	[text | some text in expressions; narrow(text)] == []
}

page(value) := {"attributes": {"status": "active", "targets": [{"constraint": {"operator": "matches", "value": value}}]}}

test_page_rules_apply_by_host_and_path if {
	cloudflare_rules.page_holds(page("*stellarrec.example/api/*"), below("/api/"), "stellarrec.example")
	cloudflare_rules.page_holds(page("http*://*stellarrec.example/*"), below("/api/"), "stellarrec.example")
	cloudflare_rules.page_holds(page("api.stellarrec.example/*"), at("api.stellarrec.example", "/api/"), "stellarrec.example")
	values := ["stellarrec.example/api/*", "*.stellarrec.example/api/*", "https://*stellarrec.example/api/*", "*stellarrec.example/api/v1/*", "*stellarrec.example", "*other.example/api/*"]
	[value | some value in values; cloudflare_rules.page_holds(page(value), below("/api/"), "stellarrec.example")] == []
	not cloudflare_rules.page_holds({"attributes": {"targets": null}}, below("/api/"), "stellarrec.example")
	not cloudflare_rules.page_holds({"attributes": {"targets": []}}, below("/api/"), "stellarrec.example")
}

test_only_page_rules_in_force_act if {
	actions := [{"id": "ssl", "value": "off"}, {"id": "disable_security"}]
	cloudflare_rules.page_action({"attributes": {"status": "active", "actions": actions}}, "ssl") == "off"
	cloudflare_rules.page_action({"attributes": {"status": "active", "actions": actions}}, "disable_security") == null
	not cloudflare_rules.page_action({"attributes": {"status": "disabled", "actions": actions}}, "ssl")
	not cloudflare_rules.page_action({"attributes": {"status": "active", "actions": null}}, "ssl")
}
