package lib.list_test

import data.lib.list

test_a_list_stays_as_it_is if list.of([1, 2]) == [1, 2]

test_null_is_the_empty_list if list.of(null) == []

test_one_thing_is_a_list_of_one if {
	list.of("a") == ["a"]
	list.of({"a": 1}) == [{"a": 1}]
	list.of(false) == [false]
}
