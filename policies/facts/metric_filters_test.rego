package facts.metric_filters_test

import data.facts.metric_filters

disable := {"eventSource": "kms.amazonaws.com", "eventName": "DisableKey"}

root := {"userIdentity.type": "Root", "eventType": "AwsApiCall"}

spec := {"cloudwatch": {"metric_filters": [
	{"name": "kms", "source": "kms.amazonaws.com", "events": ["DisableKey"]},
	{"name": "named", "events": ["StopLogging"]},
	{"name": "root", "samples": [root]},
]}}

matches(pattern, sample) if {
	found := metric_filters.matching with data.spec as spec
		with data.snapshot as {
			"aws.cloudtrail.trail": {"t": {"attributes": {"cloud_watch_logs_group_arn": "arn:aws:logs:us-east-1:111122223333:log-group:trail:*"}}},
			"aws.logs.metric_filter": {
				"f": {"attributes": {"pattern": pattern, "log_group_name": "trail"}},
				"g": {"attributes": {"pattern": pattern, "log_group_name": "another"}},
			},
		}
	not "g" in found[sample]
	"f" in found[sample]
}

test_samples_of_the_spec if {
	found := metric_filters.samples with data.spec as spec
	found == {"kms": {disable}, "named": {{"eventName": "StopLogging"}}, "root": {root}}
}

test_ways_to_write_the_same if {
	matches(`{ ($.eventSource = kms.amazonaws.com) && (($.eventName=DisableKey)||($.eventName=ScheduleKeyDeletion)) }`, disable)
	matches(`{($.eventSource="kms.amazonaws.com")&&(($.eventName="ScheduleKeyDeletion")||($.eventName="DisableKey"))}`, disable)
	matches("{\n  $.eventName = \"Disable*\"\n}", disable)
	matches(`{ $.eventName = %^(Disable|Enable)Key$% }`, disable)
	matches(`{ $.eventName = DisableKey && $.userIdentity.invokedBy NOT EXISTS && $.errorCode != "x" }`, disable)
	matches(`{ $.eventName = Other || $.eventSource = kms.amazonaws.com && $.eventName = DisableKey }`, disable)
	matches(`{ $.eventName EXISTS && $.eventSource = "kms*" }`, disable)
	matches(`{ ((((($.eventName = DisableKey))))) }`, disable)
}

test_patterns_that_leave_the_event_out if {
	not matches(`{ $.eventName = ScheduleKeyDeletion }`, disable)
	not matches(`{ ($.eventSource = iam.amazonaws.com) && ($.eventName = DisableKey) }`, disable)
	not matches(`{ $.eventName = DisableKey && $.eventName = ScheduleKeyDeletion }`, disable)
	not matches(`{ $.eventName != DisableKey && $.eventSource = "kms*" }`, disable)
	not matches(`{ $.eventName = disablekey }`, disable)
	not matches(`{ $.eventName = "DisableKey" && $.errorCode = "AccessDenied" }`, disable)
	not matches(`{ $.eventName = "DisableKey" && $.errorCode EXISTS }`, disable)
	not matches(`{ $.eventName = "DisableKey" && $.errorCode IS NULL }`, disable)
	not matches(`{ $.eventName = "DisableKey" && $.userAgent != "*" }`, disable)
	not matches(`{ ($.eventSource = kms.amazonaws.com) && (($.eventName = Other) || ($.eventName NOT EXISTS)) }`, disable)
	not matches(`{ $.eventName = "Disable.Key" || $.eventName = "Dis%Key" }`, disable)
	not matches(`{ $.eventName = %Disable(% }`, disable)
	not matches(`{ $.eventName > DisableKey || $.eventName = "D.s*" }`, disable)
}

test_patterns_that_are_not_understood_match_nothing if {
	not matches("", disable)
	not matches(null, disable)
	not matches("DisableKey", disable)
	not matches("{ }", disable)
	not matches(`{ ! $.eventName = DisableKey }`, disable)
	not matches(`{ $.eventName = DisableKey ( }`, disable)
	not matches(`{ $.eventName != Other }`, disable)
}

test_root_use if {
	matches(`{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }`, root)
	not matches(`{ $.userIdentity.type = "Root" && $.eventName = "ConsoleLogin" }`, root)
	not matches(`{ $.userIdentity.type = "Root" && $.eventType = "AwsServiceEvent" }`, root)
}

test_denials_with_patterns if {
	matches(`{ $.eventName = DisableKey && $.eventSource != "iam*" }`, disable)
	not matches(`{ $.eventName = DisableKey && $.eventSource != "kms*" }`, disable)
	not matches(`{ $.eventName = DisableKey && $.eventSource != %^kms% }`, disable)
	matches(`{ $.eventName = DisableKey && $.userIdentity.type != "Root" }`, disable)
}

test_sums_are_worked_out_by_precedence if {
	metric_filters.reduced("T|F&F") == "T"
	metric_filters.reduced("F&T|F") == "F"
	metric_filters.reduced("F|T&T") == "T"
	metric_filters.reduced("F&T|T&F|T") == "T"
	metric_filters.reduced("T&(F|F&(T|T))") == "F"
	metric_filters.reduced("T&(F|T&(F|T))") == "T"
	metric_filters.reduced("T&T&F") == "F"
	metric_filters.reduced("F|F|F") == "F"
	not metric_filters.reduced("T(") == "T"
	not metric_filters.reduced("TT") == "T"
}
