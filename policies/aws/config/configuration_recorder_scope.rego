# METADATA
# title: Config recorders leave nothing out
# description: >-
#   What is not recorded can be changed unseen. The spec names the types that may be left out, and the
#   regions in which global types such as IAM roles are recorded; once for the account is enough.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html
# custom:
#   id: aws-config-configuration-recorder-scope
#   severity: low
#   kinds: [aws.config.configuration_recorder]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["Config.1"]
#     iso27001-2022: ["A.5.9", "A.5.16", "A.8.9"]
#     nist-800-53-r5: ["CM-2", "CM-3", "CM-6", "CM-8"]
#     pci-dss-4.0: ["12.5.1"]
#     soc2: ["CC7.1", "CC8.1"]
package aws.config.configuration_recorder_scope

import data.lib.finding
import data.lib.list

deny contains finding.new("recording_group.recording_strategy.use_only", strategy, "ALL_SUPPORTED_RESOURCE_TYPES") if {
	not records_all
	not records_rest
}

deny contains finding.new("recording_group.exclusion_by_resource_types.resource_types", excluded, allowed) if {
	records_rest
	allowed := data.spec.detection.config_excluded_types
	more := [type | some type in excluded; not type in allowed]
	count(more) > 0
}

deny contains finding.new("recording_group.include_global_resource_types", global, true) if {
	records_all
	object.get(input, ["scope", "region"], null) in data.spec.detection.config_global_regions
	global := object.get(input.attributes, ["recording_group", "include_global_resource_types"], null)
	global != true
}

strategy := object.get(input.attributes, ["recording_group", "recording_strategy", "use_only"], null)

# Recorders from before there were strategies say it with a switch only.
records_all if strategy == "ALL_SUPPORTED_RESOURCE_TYPES"

records_all if {
	strategy == null
	object.get(input.attributes, ["recording_group", "all_supported"], null) == true
}

# All but the named types, global ones included.
records_rest if strategy == "EXCLUSION_BY_RESOURCE_TYPES"

excluded := list.of(object.get(input.attributes, ["recording_group", "exclusion_by_resource_types", "resource_types"], null))
