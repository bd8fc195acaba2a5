# METADATA
# title: DNS records do not point at AWS resources that are gone
# description: >-
#   A name that still points at a deleted load balancer, bucket or address can be taken over: whoever
#   makes a resource of that name, or is given that address, answers your visitors under your domain,
#   with valid certificates and within reach of your cookies.
# related_resources:
#   - https://developers.cloudflare.com/dns/manage-dns-records/
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
# custom:
#   id: cloudflare-origin-record-target-exists
#   severity: high
#   kinds: [cloudflare.dns.record]
#   spec: [CF-1]
#   aliases: [dns_record_cname_target_valid]
#   remediation: manual
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SC-20"]}
package cloudflare.origin.record_target_exists

import data.lib.finding
import data.lib.list
import data.lib.origin

deny contains finding.because("content", target, "a load balancer that exists", reason) if {
	is_missing_balancer
	origin.region_of(target) in origin.regions_read
	reason := sprintf("no load balancer in %v of the AWS accounts that were read has this name", [origin.region_of(target)])
}

deny contains finding.unread("content", message) if {
	is_missing_balancer
	not origin.region_of(target) in origin.regions_read
	message := sprintf("it names a load balancer of %v, which was not read", [origin.region_of(target)])
}

deny contains finding.because("content", target, "a bucket that exists", reason) if {
	bucket
	not bucket_exists
	bucket_was_looked_for
	reason := sprintf("bucket %v is in none of the AWS accounts that were read", [bucket.bucket])
}

deny contains finding.unread("content", message) if {
	bucket
	not bucket_exists
	not bucket_was_looked_for
	message := sprintf("it names bucket %v, and not all regions in which it may lie were read", [bucket.bucket])
}

deny contains finding.unread("content", message) if {
	input.attributes.type == "CNAME"
	some suffix in unread_services
	endswith(target, suffix)
	message := sprintf("what lies behind names below %v is not collected", [suffix])
}

deny contains finding.because("content", target, "an address that is in use", reason) if {
	is_ip
	some id in data.facts.origin.idle_addresses[target]
	reason := sprintf("elastic address %v is held but attached to nothing", [id])
}

deny contains finding.because("content", target, "an address that is in use", reason) if {
	is_ip
	some range in data.spec.cloudflare.origin.owned_ranges
	net.cidr_contains(range, target)
	not target in data.facts.origin.addresses
	reason := sprintf("it lies in %v, but nothing in the AWS accounts that were read has it", [range])
}

target := origin.target(input) if origin.is_address(input)

is_ip if input.attributes.type in {"A", "AAAA"}

# The target, where AWS gives such names.
named := target if origin.is_at_aws(target)

is_missing_balancer if {
	origin.is_load_balancer(named)
	not data.facts.origin.balancers[target]
}

bucket := origin.bucket_of(named)

# Names of buckets are the only ones in the world, so a name that exists is found by it.
bucket_exists if bucket.bucket in data.facts.origin.buckets

bucket_was_looked_for if bucket.region in origin.regions_read

# Without a region in the name, the bucket may lie in any.
bucket_was_looked_for if {
	bucket.region == ""
	enabled := {region |
		some account in data.snapshot["aws.account"]
		some region in list.of(account.attributes.enabled_regions)
	}
	count(enabled) > 0
	count(enabled - origin.regions_read) == 0
}

unread_services := {".cloudfront.net", ".elasticbeanstalk.com", ".awsglobalaccelerator.com", ".amplifyapp.com"}
