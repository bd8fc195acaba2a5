package lib.setting_test

import data.lib.setting

judge(editable) := found if {
	zone := {"attributes": {"plan": "free", "settings": {"http2": {"value": "off", "editable": editable}}}}
	found := setting.wrong("http2", "off", "on") with input as zone
}

test_a_setting_that_can_be_changed_is_a_failure if {
	judge(true) == {"path": "settings.http2.value", "actual": "off", "expected": "on"}
	judge(null) == {"path": "settings.http2.value", "actual": "off", "expected": "on"}
}

test_a_setting_that_the_plan_locks_is_not_offered if {
	judge(false) == {"path": "settings.http2.value", "unsupported": "the plan free locks it at off, the spec wants on"}
}

test_a_part_of_a_setting_is_told_with_its_path if {
	zone := {"attributes": {"plan": "pro", "settings": {"security_header": {"value": {}, "editable": true}}}}
	found := setting.wrong_at("security_header", "a.b", null, true) with input as zone
	found == {"path": "settings.security_header.value.a.b", "actual": null, "expected": true}
}
