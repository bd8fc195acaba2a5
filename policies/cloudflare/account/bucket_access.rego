# METADATA
# title: Cloudflare R2 buckets are not open to everybody
# description: >-
#   The r2.dev address and a domain of its own hand out every object of a bucket to whoever knows or
#   guesses its name. Backups and uploads that were never meant for the public are found that way.
#   Buckets that are meant to be public are named in the spec.
# related_resources:
#   - https://developers.cloudflare.com/r2/buckets/public-buckets/
# custom:
#   id: cloudflare-account-bucket-access
#   severity: high
#   kinds: [cloudflare.r2.bucket]
#   aliases:
#     - mondoo-cloudflare-security-r2-buckets-not-public
#     - CFL-R2-001
#     - CFL-R2-002
#     - CFL-R2-003
#   frameworks: {soc2: ["CC6.1"], nist-800-53-r5: ["AC-3"]}
#   remediation: automatic
package cloudflare.account.bucket_access

import data.lib.finding
import data.lib.list

deny contains finding.new("managed_domain.enabled", enabled, false) if {
	not meant
	enabled := object.get(input.attributes, ["managed_domain", "enabled"], null)
	enabled != false
}

deny contains finding.new("custom_domains", object.get(domain, ["domain"], null), null) if {
	not meant
	some domain in list.of(object.get(input.attributes, ["custom_domains"], null))
	object.get(domain, ["enabled"], null) != false
}

meant if object.get(input.attributes, ["name"], null) in data.spec.cloudflare.account.public_buckets
