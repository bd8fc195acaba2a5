# Tells where trails log.
package lib.trail

# True when one of some trails logs everywhere; where the spec does not ask for that, when they log
# in each of the regions.
covered(ids, _) if count(ids & data.facts.trails.everywhere) > 0

covered(ids, regions) if {
	data.spec.cloudtrail.require_multi_region == false
	count(regions) > 0
	count(uncovered(ids, regions)) == 0
}

uncovered(ids, regions) := {region | some region in regions} - {home |
	some id in ids & data.facts.trails.logging
	home := data.snapshot["aws.cloudtrail.trail"][id].attributes.home_region
}
