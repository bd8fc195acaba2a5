package aws.config.configuration_recorder_scope_test

import data.aws.config.configuration_recorder_scope

deny(region, group) := found if {
	found := configuration_recorder_scope.deny with input as {"scope": {"region": region}, "attributes": {"recording_group": group}}
		with data.spec as {"detection": {"config_excluded_types": ["AWS::EC2::NetworkInterface"], "config_global_regions": ["us-east-1"]}}
}

by(strategy, group) := object.union({"recording_strategy": {"use_only": strategy}}, group)

everything := by("ALL_SUPPORTED_RESOURCE_TYPES", {"all_supported": true, "include_global_resource_types": true})

no_strategy(actual) := {
	"path": "recording_group.recording_strategy.use_only",
	"actual": actual,
	"expected": "ALL_SUPPORTED_RESOURCE_TYPES",
}

test_recording_everything_passes if {
	deny("us-east-1", everything) == set()
	deny("us-east-1", {"recording_strategy": null, "all_supported": true, "include_global_resource_types": true}) == set()
	deny("eu-west-1", object.union(everything, {"include_global_resource_types": false})) == set()
}

test_recording_some_types_fails if {
	deny("eu-west-1", by("INCLUSION_BY_RESOURCE_TYPES", {"resource_types": ["AWS::S3::Bucket"]})) == {no_strategy("INCLUSION_BY_RESOURCE_TYPES")}
	deny("eu-west-1", by("INCLUSION_BY_RESOURCE_TYPES", {"all_supported": true})) == {no_strategy("INCLUSION_BY_RESOURCE_TYPES")}
	deny("eu-west-1", {"all_supported": false}) == {no_strategy(null)}
	deny("eu-west-1", null) == {no_strategy(null)}
}

rest(types) := by("EXCLUSION_BY_RESOURCE_TYPES", {"exclusion_by_resource_types": {"resource_types": types}})

test_leaving_out_what_the_spec_names_passes if {
	deny("us-east-1", rest(["AWS::EC2::NetworkInterface"])) == set()
	deny("us-east-1", rest(null)) == set()
}

test_leaving_out_more_fails if {
	deny("us-east-1", rest(["AWS::IAM::Role"])) == {{
		"path": "recording_group.exclusion_by_resource_types.resource_types",
		"actual": ["AWS::IAM::Role"],
		"expected": ["AWS::EC2::NetworkInterface"],
	}}
}

test_global_types_are_recorded_where_the_spec_says if {
	deny("us-east-1", object.union(everything, {"include_global_resource_types": false})) == {{
		"path": "recording_group.include_global_resource_types",
		"actual": false,
		"expected": true,
	}}
}
