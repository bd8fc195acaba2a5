# METADATA
# title: Cloudflare zones deliver their firewall and request logs
# description: >-
#   Cloudflare keeps events for days. Without a copy elsewhere nobody can tell weeks later what an
#   attacker asked for and got. A job counts when it is switched on and its last delivery did not
#   fail. Logpush needs the Enterprise plan: on others, empty the list in the spec.
# related_resources:
#   - https://developers.cloudflare.com/logs/logpush/
# custom:
#   id: cloudflare-account-log-delivery
#   severity: medium
#   kinds: [cloudflare.zone]
#   aliases:
#     - CFL-LOG-001
#   frameworks: {soc2: ["CC7.2"], nist-800-53-r5: ["AU-4", "AU-11"]}
#   remediation: manual
package cloudflare.account.log_delivery

import data.lib.finding
import data.lib.logpush

deny contains finding.because("name", null, sprintf("a job that delivers %s", [dataset]), way) if {
	some dataset in data.spec.cloudflare.account.logpush_datasets
	not dataset in delivered
	name := object.get(input.attributes, ["name"], null)
	way := sprintf("zone %v -> Logpush jobs: none delivers %s", [name, dataset])
}

delivered contains object.get(job.attributes, ["dataset"], null) if {
	some job in data.snapshot["cloudflare.logpush.job"]
	logpush.delivers(job.attributes.enabled, job.attributes.last_error, job.attributes.last_complete)
}
