# Which metric filters match the events that the spec lists. A pattern is not compared with a text but
# tried on an event, so that it may be written in any way.
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

# Filters by the event that their pattern matches. Each event is tried once, whatever entries hold it.
matching[sample] contains id if {
	some entry in data.spec.cloudwatch.metric_filters
	some sample in samples[entry.name]
	some id, parts in patterns
	holds(parts, sample)
}

# The patterns that could be taken apart into conditions and what stands between them.
patterns[id] := {"terms": terms, "between": between} if {
	some id, filter in data.snapshot["aws.logs.metric_filter"]
	text := filter.attributes.pattern
	is_string(text)
	regex.match(`(?s)^\s*\{.*\}\s*$`, text)
	inner := regex.replace(text, `(?s)^\s*\{(.*)\}\s*$`, "$1")
	terms := regex.find_all_string_submatch_n(term_form, inner, -1)
	between := [joint |
		some piece in regex.split(term_form, inner)
		joint := replace(replace(regex.replace(piece, `\s`, ""), "&&", "&"), "||", "|")
	]
	odd := [joint | some joint in between; not regex.match(`^[()&|]*$`, joint)]
	count(terms) > 0
	count(odd) == 0
}

# A field; then what is asked of it, or an operator and a value.
term_form := `\$((?:\.[A-Za-z0-9_:-]+)+)\s*(?:((?i:NOT\s+EXISTS|EXISTS|IS\s+NULL|IS\s+TRUE|IS\s+FALSE))|(!=|=|>=|<=|<|>)\s*("[^"]*"|%[^%]*%|[^\s()&|"%]+))`

# A pattern of denials alone says nothing about the event, so one condition has to speak for it.
holds(parts, sample) if {
	some term in parts.terms
	affirms(term)
	true_of(term, sample)
	letters := [letter(other, sample) | some other in parts.terms]
	padded := array.concat(letters, [""])
	pieces := [concat("", [joint, padded[i]]) | some i, joint in parts.between]
	reduced(concat("", pieces)) == "T"
}

affirms(term) if term[3] == "="

affirms(term) if upper(term[2]) == "EXISTS"

letter(term, sample) := "T" if {
	true_of(term, sample)
} else := "F"

true_of(term, sample) if {
	term[3] == "="
	equals(term[4], field(term, sample))
}

true_of(term, sample) if {
	term[3] == "!="
	is_absent(term, sample)
	bare(term[4]) != "*"
}

true_of(term, sample) if {
	term[3] == "!="
	value := field(term, sample)
	not equals(term[4], value)
}

true_of(term, sample) if {
	upper(term[2]) == "EXISTS"
	is_string(field(term, sample))
}

true_of(term, sample) if {
	regex.match(`^(?i)NOT\s+EXISTS$`, term[2])
	is_absent(term, sample)
}

field(term, sample) := sample[substring(term[1], 1, -1)]

is_absent(term, sample) if not sample[substring(term[1], 1, -1)]

# A value is plain, has * for any characters, or is a regular expression between percent signs.
equals(stated, value) if {
	not contains(stated, "%")
	not contains(stated, "*")
	bare(stated) == value
}

equals(stated, value) if {
	not startswith(stated, "%")
	contains(stated, "*")
	pattern.fits_one(value, bare(stated))
}

equals(stated, value) if {
	startswith(stated, "%")
	expression := trim(stated, "%")
	regex.is_valid(expression)
	regex.match(expression, value)
}

equals(stated, value) if {
	not startswith(stated, "%")
	contains(stated, "%")
	bare(stated) == value
}

bare(stated) := trim(stated, `"`)

# Works an expression of T, F, &, | and brackets out, innermost brackets first.
reduced(expression) := step(step(step(step(step(step(step(step(sprintf("(%s)", [expression])))))))))

step(expression) := regex.replace(
	regex.replace(expression, `\((?:[TF](?:[&|][TF])*\|)?T(?:&T)*(?:\|[TF](?:[&|][TF])*)?\)`, "T"),
	`\((?:T&)*F(?:&[TF])*(?:\|(?:T&)*F(?:&[TF])*)*\)`,
	"F",
)
