# METADATA
# title: Cloudflare accounts deliver their audit log
# description: >-
#   The audit log is kept by the provider for a limited time, and whoever takes over the account
#   reads along. A copy elsewhere shows months later who changed what. A job counts when it is
#   switched on and its last delivery did not fail. Logpush needs the Enterprise plan: on others,
#   empty the list in the spec.
# related_resources:
#   - https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/
# custom:
#   id: cloudflare-account-audit-log-delivery
#   severity: low
#   kinds: [cloudflare.account]
#   frameworks: {soc2: ["CC7.2"], nist-800-53-r5: ["AU-4", "AU-11"]}
#   remediation: manual
package cloudflare.account.audit_log_delivery

import data.lib.finding
import data.lib.logpush

deny contains finding.because("name", null, sprintf("a job that delivers one of %s", [concat(", ", datasets)]), way) if {
	count(datasets) > 0
	count(delivered) == 0
	way := sprintf("account %v -> Logpush jobs: none delivers the audit log", [object.get(input.attributes, ["name"], null)])
}

datasets := data.spec.cloudflare.account.audit_log_datasets

delivered contains dataset if {
	some job in data.snapshot["cloudflare.logpush.job"]
	dataset := object.get(job.attributes, ["dataset"], null)
	dataset in datasets
	logpush.delivers(job.attributes.enabled, job.attributes.last_error, job.attributes.last_complete)
}
