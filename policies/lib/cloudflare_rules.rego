# Judges rules of Cloudflare by their expressions. An expression is understood in part only: what
# is not understood never counts as true, as false or as narrow.
#
# A request is an object: `path` (all that starts with it where it ends in "/", else exactly it),
# `host` (null for any host of the zone), and, where they are known, `scheme`, `zone` and `plan`.
package lib.cloudflare_rules

import data.lib.list
import data.lib.network

# The rules of an entry point that are in force, in their order; none where there is no entry point.
active(entrypoint) := [rule |
	is_object(entrypoint)
	some rule in list.of(object.get(entrypoint, ["rules"], []))
	is_object(rule)
	object.get(rule, ["enabled"], null) == true
]

# Every request to the zone.
everything := {"path": "/", "host": null}

# The requests to a path: of each host that the spec names, or of any host.
requests(path) := [{"path": path, "host": host} | some host in hosts]

hosts := data.spec.cloudflare.rules.protected_hosts if {
	count(data.spec.cloudflare.rules.protected_hosts) > 0
} else := [null]

# True when an expression certainly holds for all such requests.
holds(expression, request) if reduced(symbols(expression, request, "holds"), some_disjunct) == "T"

# True when an expression certainly holds for none of them.
excludes(expression, request) if reduced(symbols(expression, request, "excludes"), every_disjunct) == "T"

# True when an expression certainly demands what not everybody can bring along: an address out of
# a bounded range, a path, a verified robot or client certificate.
narrow(expression) if reduced(symbols(expression, everything, "narrow"), every_disjunct) == "T"

# An expression becomes a word over T (what is looked for), U (anything else), the operators
# | ^ & ! (the loosest first) and parentheses.
symbols(expression, request, question) := concat("", ["(", concat("", word), ")"]) if {
	is_string(expression)
	trim_space(regex.replace(expression, token, "")) == ""
	word := [symbol(text, request, question) | some text in regex.find_n(token, expression, -1)]
}

symbol(text, request, question) := operators[text] if {
	operators[text]
} else := "T" if {
	answered(text, request, question)
} else := "U"

operators := {
	"or": "|", "||": "|",
	"xor": "^", "^^": "^",
	"and": "&", "&&": "&",
	"not": "!", "!": "!",
	"(": "(", ")": ")",
}

answered(text, request, "holds") if certain(text, request)

answered(text, request, "excludes") if impossible(text, request)

answered(text, _, "narrow") if bounding(text)

# A group of which one disjunct is T throughout.
some_disjunct := `\((?:[^()]*\|)?T(?:&T)*(?:\|[^()]*)?\)`

# A group of which every disjunct has a T.
every_disjunct := `\((?:(?:[TU!]+&)*T(?:&[TU!]+)*\|)*(?:[TU!]+&)*T(?:&[TU!]+)*\)`

# What a word comes to. Groups are settled from the inside, ten deep; deeper ones stay open.
reduced(word, good) := settled(settled(settled(settled(settled(half, good), good), good), good), good) if {
	half := settled(settled(settled(settled(settled(word, good), good), good), good), good)
}

# Settles the groups that hold no others, the good ones first. The marks keep what is around one of
# them from being taken for such a group, too.
settled(word, good) := replace(replace(rest, "<", ""), ">", "") if {
	rest := regex.replace(regex.replace(word, good, "<T>"), `\([^()<]*\)`, "U")
}

# ---- Tokens. A comparison with text is one of its own.

field := `(?:(?:raw\.)?http\.request\.(?:uri\.path|uri|full_uri)|http\.host|cf\.zone\.name|cf\.zone\.plan)`

# Only these; others would be wide in Unicode, and slow.
space := `[ \t\r\n]*`

operand := concat("", [`(?:lower\(`, space, field, space, `\)|`, field, `)`])

text_form := `(?:r##"(?s:.*?)"##|r#"(?s:.*?)"#|r"[^"]*"|"(?s:[^"\\]|\\.)*")`

set_form := concat("", [`\{(?:[^{}"]|`, text_form, `)*\}`])

comparison := concat("", [
	operand, space, `(?:eq|==|contains|in|strict[ \t\r\n]+wildcard|wildcard|matches|~)`, space, `(?:`, text_form, `|`, set_form, `)|`,
	`starts_with\(`, space, operand, space, `,`, space, text_form, space, `\)`,
])

source := `ip\.src[ \t\r\n]*(?:eq[ \t\r\n]|==|in[ \t\r\n])[ \t\r\n]*(?:[0-9A-Fa-f.:/]+|\$[A-Za-z0-9_.]+|\{[^{}"]*\})`

token := concat("|", [
	comparison, source, `(?:not[ \t\r\n]+|![ \t\r\n]*)ssl\b`, text_form, set_form, `[A-Za-z_][A-Za-z0-9_.]*`, `[0-9][0-9A-Za-z.:/_-]*`,
	`&&|\|\||\^\^|==|!=|<=|>=|[<>~!&()\[\],*$:-]`,
])

# The parts of a comparison.
compared(text) := parts if {
	contains(text, `"`)
	some [_, lowering, full, operator, value] in regex.find_all_string_submatch_n(comparison_parts, text, 1)
	parts := comparing(lowering != "", trim_prefix(full, "raw."), operator, value)
}

comparison_parts := concat("", [
	`^(?:starts_with\(`, space, `)?(lower\(`, space, `)?(?:raw\.)?(`, field, `)`, space, `\)?`, space,
	`(,|eq|==|contains|in|strict[ \t\r\n]+wildcard|wildcard|matches|~)`, space, `(`, text_form, `|`, set_form, `)`, space, `\)?$`,
])

comparing(lowered, name, operator, value) := {"lowered": lowered, "field": name, "operator": named(operator), "texts": texts, "whole": whole} if {
	written := regex.find_n(text_form, value, -1)
	texts := {known | some one in written; known := literal(one)}
	whole := count({one | some one in written; not literal(one)}) == 0
}

named(operator) := object.get(
	{",": "starts_with", "==": "eq", "in": "eq", "~": "matches"},
	operator, regex.replace(operator, `\s+`, " "),
)

# What a text stands for; undefined where something is escaped.
literal(text) := trim_suffix(trim_prefix(text, `"`), `"`) if {
	startswith(text, `"`)
	not contains(text, `\`)
} else := inner if {
	some [_, inner] in regex.find_all_string_submatch_n(`(?s)^r#*"(.*)"#*$`, text, 1)
	not regex.match(`^#|#$`, inner)
}

# ---- What certainly holds.

certain(text, _) if text == "true"

certain("ssl", request) if object.get(request, "scheme", null) == "https"

certain(text, request) if {
	regex.match(`^(?:not\s+|!\s*)ssl$`, text)
	object.get(request, "scheme", null) == "http"
}

certain(text, request) if {
	parts := compared(text)
	some pattern in parts.texts
	meets(parts.field, parts.operator, cased(parts, pattern), subject(parts, request), request)
}

# Comparisons that ignore case are made in small letters.
cased(parts, pattern) := lower(pattern) if {
	parts.operator == "wildcard"
} else := pattern

subject(parts, request) := lower(request.path) if {
	folded(parts)
} else := request.path

folded(parts) if parts.lowered

folded(parts) if parts.operator == "wildcard"

meets("http.request.uri.path", operator, pattern, path, _) if path_meets(operator, pattern, path)

# The query may follow.
meets("http.request.uri", operator, pattern, path, _) if {
	operator in {"contains", "starts_with"}
	path_meets(operator, pattern, path)
}

meets("http.request.uri", operator, pattern, path, _) if {
	operator in {"wildcard", "strict wildcard"}
	endswith(pattern, "*")
	path_meets(operator, pattern, path)
}

meets("http.request.full_uri", "contains", pattern, path, _) if contains(path, pattern)

meets("http.request.full_uri", "starts_with", pattern, _, request) if {
	pattern == concat("", [object.get(request, "scheme", "unknown"), "://"])
}

meets("http.request.full_uri", operator, pattern, path, request) if {
	operator in {"wildcard", "strict wildcard"}
	some start in any_host(request)
	rest := trim_prefix(pattern, start)
	rest != pattern
	loose(rest, path)
}

meets("http.request.full_uri", operator, pattern, path, request) if {
	operator in {"wildcard", "strict wildcard"}
	is_string(request.host)
	some scheme in {"*://", "http*://"}
	rest := trim_prefix(pattern, concat("", [scheme, request.host]))
	rest != pattern
	path_meets(operator, rest, path)
	endswith(rest, "*")
}

meets("http.host", operator, pattern, _, request) if {
	is_string(request.host)
	path_meets(operator, pattern, request.host)
}

meets("cf.zone.name", "eq", pattern, _, request) if pattern == object.get(request, "zone", null)

meets("cf.zone.plan", "eq", "ENT", _, request) if object.get(request, "plan", null) == "enterprise"

# Beginnings of address patterns that take any host.
any_host(request) := {"*://*", "http*://*", concat("", [object.get(request, "scheme", "unknown"), "://*"])}

# The rest of an address pattern after any host, which may take a part of the path, too.
loose(rest, _) if rest == ""

loose(rest, path) if {
	regex.match(`^[^*\\]+\*$`, rest)
	contains(path, trim_suffix(rest, "*"))
}

path_meets("eq", pattern, path) if {
	pattern == path
	not endswith(path, "/")
}

path_meets("contains", pattern, path) if contains(path, pattern)

path_meets("starts_with", pattern, path) if startswith(path, pattern)

path_meets(operator, pattern, path) if {
	operator in {"wildcard", "strict wildcard"}
	glob_meets(pattern, path)
}

# Letters stand for themselves; the end may be open.
path_meets("matches", pattern, path) if {
	regex.match(`^\^[A-Za-z0-9/_-]+(?:\.\*\$?)?$`, pattern)
	startswith(path, regex.find_n(`[A-Za-z0-9/_-]+`, pattern, 1)[0])
}

glob_meets(pattern, _) if pattern == "*"

glob_meets(pattern, path) if {
	regex.match(`^[^*\\]+\*$`, pattern)
	startswith(path, trim_suffix(pattern, "*"))
}

glob_meets(pattern, path) if {
	regex.match(`^\*[^*\\]+\*$`, pattern)
	contains(path, trim(pattern, "*"))
}

glob_meets(pattern, path) if {
	regex.match(`^\*?[^*\\]+$`, pattern)
	not endswith(path, "/")
	glob_ends(pattern, path)
}

glob_ends(pattern, path) if pattern == path

glob_ends(pattern, path) if {
	startswith(pattern, "*")
	endswith(path, trim_prefix(pattern, "*"))
}

# ---- What certainly does not hold.

impossible(text, _) if text == "false"

impossible("ssl", request) if object.get(request, "scheme", null) == "http"

impossible(text, request) if {
	parts := compared(text)
	parts.whole
	possible := {pattern |
		some pattern in parts.texts
		not misses(parts.field, parts.operator, cased(parts, pattern), subject(parts, request), request)
	}
	count(possible) == 0
}

misses("http.request.uri.path", operator, pattern, path, _) if path_misses(operator, pattern, path)

misses("http.host", "eq", pattern, _, request) if {
	is_string(request.host)
	pattern != request.host
}

path_misses("starts_with", pattern, path) if start_misses(pattern, path)

path_misses(operator, pattern, path) if {
	operator in {"wildcard", "strict wildcard"}
	regex.match(`^[^*\\]+\*$`, pattern)
	start_misses(trim_suffix(pattern, "*"), path)
}

path_misses("eq", pattern, path) if {
	not endswith(path, "/")
	pattern != path
}

path_misses("eq", pattern, path) if {
	endswith(path, "/")
	not startswith(pattern, path)
}

# No path starts with the text: neither is a part of the other.
start_misses(text, path) if {
	not startswith(path, text)
	not endswith(path, "/")
}

start_misses(text, path) if {
	not startswith(path, text)
	not startswith(text, path)
}

# ---- What narrows.

bounding(text) if text in {"cf.client.bot", "cf.bot_management.verified_bot", "cf.tls_client_auth.cert_verified"}

bounding(text) if {
	parts := compared(text)
	parts.field == "http.request.uri.path"
	parts.operator in {"eq", "starts_with", "wildcard", "strict wildcard"}
	parts.whole
	wide := {pattern | some pattern in parts.texts; not regex.match(`^/[^*\\]+\*?$`, pattern)}
	count(wide) == 0
}

bounding(text) if {
	regex.match(`^ip\.src\s*(?:eq|==)\s*[0-9A-Fa-f.:]+$`, text)
}

# A list of the account. Those that Cloudflare keeps have a dot in their names, and are wide.
bounding(text) if regex.match(`^ip\.src\s+in\s*\$[A-Za-z0-9_]+$`, text)

bounding(text) if {
	some [_, inner] in regex.find_all_string_submatch_n(`^ip\.src\s+in\s*\{([^{}"]*)\}$`, text, 1)
	ranges := regex.find_n(`[^\s,]+`, inner, -1)
	wide := [range | some range in ranges; not bounded(range)]
	count(ranges) > 0
	count(wide) == 0
}

bounded(range) if {
	regex.match(`^[0-9A-Fa-f:]*[.:][0-9A-Fa-f.:]*(?:/[0-9]{1,3})?$`, range)
	not contains(range, "..")
	not network.world(range)
}

# ---- Page rules.

# The value of an action of a page rule that is in force; undefined where it has no such action.
page_action(rule, name) := object.get(action, ["value"], null) if {
	object.get(rule.attributes, ["status"], null) == "active"
	some action in list.of(object.get(rule.attributes, ["actions"], []))
	is_object(action)
	object.get(action, ["id"], null) == name
}

# True when a page rule certainly applies to all such requests to a zone of this name.
page_holds(rule, request, zone) if {
	[host, path] := page_target(rule)
	page_host(host, request, zone)
	glob_meets(path, request.path)
}

page_host(pattern, request, zone) if {
	request.host == null
	pattern in {"*", concat("", ["*", zone])}
}

page_host(pattern, request, _) if {
	is_string(request.host)
	glob_meets(lower(pattern), request.host)
}

# Host and path of a page rule's only target, with asterisks, for plain and encrypted requests alike.
page_target(rule) := [host, path] if {
	targets := list.of(object.get(rule.attributes, ["targets"], []))
	count(targets) == 1
	some target in targets
	object.get(target, ["constraint", "operator"], null) == "matches"
	value := object.get(target, ["constraint", "value"], null)
	some [_, host, path] in regex.find_all_string_submatch_n(`^(?:\*://|http\*://)?([A-Za-z0-9*.-]+)(/.*)$`, value, 1)
}
