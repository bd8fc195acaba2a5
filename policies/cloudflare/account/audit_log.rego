# METADATA
# title: The Cloudflare audit log is readable and shows no risky changes
# description: >-
#   The audit log tells who changed the account. Changes to members and tokens, changes made with a
#   global API key, and changes by the provider's staff are how a takeover looks from inside. The
#   seven whole days before the run are looked at; a log that is longer than one page is not judged
#   as clean.
# related_resources:
#   - https://developers.cloudflare.com/fundamentals/account/account-security/audit-logs/
# custom:
#   id: cloudflare-account-audit-log
#   severity: medium
#   kinds: [cloudflare.account]
#   aliases:
#     - CFL-ACC-004
#   frameworks: {soc2: ["CC7.2"], nist-800-53-r5: ["AU-6"]}
#   remediation: manual
package cloudflare.account.audit_log

import data.lib.finding
import data.lib.list

deny contains finding.new("audit_logs.actions", told(action), null) if {
	some action in risky_actions
}

# What was not read may be risky, too.
deny contains finding.unread("audit_logs.complete", "the log of these days is longer than what was read of it") if {
	count(risky_actions) == 0
	object.get(input.attributes, ["audit_logs", "complete"], null) != true
}

risky_actions contains action if {
	some action in list.of(object.get(input.attributes, ["audit_logs", "actions"], null))
	object.get(action, ["action", "result"], null) != "failure"
	risky(action)
}

risky(action) if {
	object.get(action, ["actor", "context"], null) in data.spec.cloudflare.account.audit_log.risky_contexts
}

risky(action) if {
	object.get(action, ["actor", "type"], null) in data.spec.cloudflare.account.audit_log.risky_actors
}

risky(action) if {
	product := object.get(action, ["resource", "product"], null)
	is_string(product)
	some name in data.spec.cloudflare.account.audit_log.risky_products
	lower(name) == lower(product)
}

told(action) := {
	"time": object.get(action, ["action", "time"], null),
	"action": object.get(action, ["action", "type"], null),
	"product": object.get(action, ["resource", "product"], null),
	"actor": object.get(action, ["actor", "id"], null),
	"context": object.get(action, ["actor", "context"], null),
}
