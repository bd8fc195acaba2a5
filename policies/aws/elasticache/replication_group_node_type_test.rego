package aws.elasticache.replication_group_node_type_test

import data.aws.elasticache.replication_group_node_type

spec := {"elasticache": {"node_types": ["cache.t3.micro"]}}

deny(attributes) := found if {
	found := replication_group_node_type.deny with input as {"id": "cache", "attributes": attributes} with data.spec as spec
}

failure(actual) := {{"path": "node_type", "actual": actual, "expected": "cache.t3.micro"}}

test_agreed_type_passes if deny({"node_type": "cache.t3.micro"}) == set()

test_other_type_fails if {
	deny({"node_type": "cache.r6g.large"}) == failure("cache.r6g.large")
	deny({"node_type": null}) == failure(null)
	deny({}) == failure(null)
}

test_no_list_allows_all if {
	found := replication_group_node_type.deny with input as {"attributes": {"node_type": "cache.r6g.large"}} with data.spec as {"elasticache": {"node_types": []}}
	found == set()
}
