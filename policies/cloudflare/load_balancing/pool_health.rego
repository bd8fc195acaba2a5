# METADATA
# title: Load balancer pools are enabled, monitored and healthy
# description: >-
#   A pool without a monitor gets requests although its origins are down. One that is disabled or
#   unhealthy is no help when the others fail, which shows on the day when they do.
# related_resources:
#   - https://developers.cloudflare.com/load-balancing/monitors/
#   - https://developers.cloudflare.com/load-balancing/understand-basics/health-details/
# custom:
#   id: cloudflare-load-balancing-pool-health
#   severity: medium
#   kinds: [cloudflare.load_balancing.pool]
#   aliases: [CFL-LB-001, CFL-LB-002]
#   frameworks: {soc2: ["A1.2"], nist-800-53-r5: ["CP-10", "SC-5"]}
#   remediation: approval
package cloudflare.load_balancing.pool_health

import data.lib.finding

deny contains finding.new("enabled", enabled, true) if {
	enabled := object.get(input.attributes, ["enabled"], null)
	enabled != true
}

deny contains finding.new("monitor", null, "a monitor") if not monitored

deny contains finding.because("monitor", monitor, "a monitor that exists", "there is no monitor with this id in the account") if {
	monitor != null
	not monitor in monitors
}

deny contains finding.new("health.healthy_locations", healthy, expected) if {
	monitored
	not enough
	expected := sprintf("%d %% of %v data centers, and one at least", [min_percent, locations])
}

min_percent := data.spec.cloudflare.load_balancing.min_healthy_percent

monitor := object.get(input.attributes, ["monitor"], null)

monitored if monitor != null

monitored if object.get(input.attributes, ["monitor_group"], null) != null

monitors := {id | some id, _ in data.snapshot["cloudflare.load_balancing.monitor"]}

healthy := object.get(input.attributes, ["health", "healthy_locations"], null)

locations := object.get(input.attributes, ["health", "locations"], null)

enough if {
	is_number(healthy)
	is_number(locations)
	healthy > 0
	healthy * 100 >= locations * min_percent
}
