# Which metric filters of the log groups of trails match the events that the spec lists. A pattern is
# not compared with a text but tried on an event, so that it may be written in any way.
package facts.metric_filters

import data.lib.list
import data.lib.pattern

# The events of an entry of the spec, by its name.
samples[name] contains sample if {
	some entry in data.spec.cloudwatch.metric_filters
	name := entry.name
	some sample in list.of(object.get(entry, ["samples"], null))
}

samples[name] contains sample if {
	some entry in data.spec.cloudwatch.metric_filters
	name := entry.name
	some event in list.of(object.get(entry, ["events"], null))
	sample := object.union(source(entry), {"eventName": event})
}

source(entry) := {"eventSource": name} if {
	name := object.get(entry, ["source"], null)
	name != null
} else := {}

# Filters by the event that their pattern matches. Each event is tried once, whatever entries hold it,
# and only on the patterns that say something for it: a pattern of denials alone says nothing.
matching[sample] contains id if {
	some entry in data.spec.cloudwatch.metric_filters
	some sample in samples[entry.name]
	some id in speaking_for(sample)
	holds(patterns[id], sample)
}

speaking_for(sample) := {id |
	some field, value in sample
	some id in by_value[concat("=", [field, value])]
} | loose

by_value[key] contains id if {
	some id, parts in patterns
	some term in parts.is
	key := concat("=", [term.field, term.value])
}

loose contains id if {
	some id, parts in patterns
	count(parts.is_like) + count(parts.exists) > 0
}

log_groups := {name |
	some trail in data.snapshot["aws.cloudtrail.trail"]
	arn := trail.attributes.cloud_watch_logs_group_arn
	is_string(arn)
	name := split(arn, ":")[6]
}

# The patterns that could be taken apart into conditions, sorted by what they ask, and what stands
# between them. A condition of any other sort holds for nothing.
patterns[id] := parts if {
	some id, filter in data.snapshot["aws.logs.metric_filter"]
	filter.attributes.log_group_name in log_groups
	text := filter.attributes.pattern
	is_string(text)
	regex.match(`(?s)^\s*\{.*\}\s*$`, text)
	inner := regex.replace(text, `(?s)^\s*\{(.*)\}\s*$`, "$1")
	between := [joint |
		some piece in regex.split(term_form, inner)
		joint := replace(replace(regex.replace(piece, `\s`, ""), "&&", "&"), "||", "|")
	]
	odd := [joint | some joint in between; not regex.match(`^[()&|]*$`, joint)]
	count(odd) == 0
	terms := [term |
		some i, found in regex.find_all_string_submatch_n(term_form, inner, -1)
		term := {
			"at": i,
			"field": substring(found[1], 1, -1),
			"asks": regex.replace(upper(concat("", [found[2], found[3]])), `\s+`, " "),
			"stated": found[4],
			"value": trim(found[4], `"`),
		}
	]
	parts := {
		"between": between,
		"places": [place | some place, _ in terms],
		"is": [term | some term in terms; term.asks == "="; not regex.match(`[*%]`, term.stated)],
		"is_like": [term | some term in terms; term.asks == "="; regex.match(`[*%]`, term.stated)],
		"is_not": [term | some term in terms; term.asks == "!="],
		"exists": [term | some term in terms; term.asks == "EXISTS"],
		"is_absent": [term | some term in terms; term.asks == "NOT EXISTS"],
	}
}

# A field; then what is asked of it, or an operator and a value.
term_form := `\$((?:\.[A-Za-z0-9_:-]+)+)\s*(?:((?i:NOT\s+EXISTS|EXISTS|IS\s+NULL|IS\s+TRUE|IS\s+FALSE))|(!=|=|>=|<=|<|>)\s*("[^"]*"|%[^%]*%|[^\s()&|"%]+))`

holds(parts, sample) if {
	truths := truths_of(parts, sample)
	letters := [letter | some i in parts.places; letter := letter_of(i in truths)]
	padded := array.concat(letters, [""])
	pieces := [concat("", [joint, padded[i]]) | some i, joint in parts.between]
	reduced(concat("", pieces)) == "T"
}

# Which conditions hold for the event, by their place.
truths_of(parts, sample) := union({
	{term.at | some term in parts.is; sample[term.field] == term.value},
	{term.at | some term in parts.is_like; like(term, sample[term.field])},
	{term.at | some term in parts.is_not; differs(term, object.get(sample, [term.field], null))},
	{term.at | some term in parts.exists; sample[term.field] != null},
	{term.at | some term in parts.is_absent; object.get(sample, [term.field], null) == null},
})

letter_of(true) := "T"

letter_of(false) := "F"

# A value has * for any characters, or is a regular expression between percent signs. Other percent
# signs stand for themselves.
like(term, value) if {
	startswith(term.stated, "%")
	expression := trim(term.stated, "%")
	regex.is_valid(expression)
	regex.match(expression, value)
}

like(term, value) if {
	not startswith(term.stated, "%")
	pattern.fits_one(value, term.value)
}

# What is not there differs from everything, but not from anything.
differs(term, value) if {
	value == null
	term.value != "*"
}

differs(term, value) if {
	is_string(value)
	value != term.value
	not like(term, value)
}

# Works an expression of T, F, &, | and brackets out, innermost brackets first.
reduced(expression) := shallow if {
	shallow := step(step(step(sprintf("(%s)", [expression]))))
	not contains(shallow, "(")
} else := step(step(step(step(step(step(step(step(sprintf("(%s)", [expression])))))))))

step(expression) := regex.replace(
	regex.replace(expression, `\((?:[TF](?:[&|][TF])*\|)?T(?:&T)*(?:\|[TF](?:[&|][TF])*)?\)`, "T"),
	`\((?:T&)*F(?:&[TF])*(?:\|(?:T&)*F(?:&[TF])*)*\)`,
	"F",
)
