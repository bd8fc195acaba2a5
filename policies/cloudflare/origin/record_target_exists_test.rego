package cloudflare.origin.record_target_exists_test

import data.cloudflare.origin.record_target_exists

balancer := "stellarrec-1.us-east-1.elb.amazonaws.com"

snapshot := {
	"aws.elbv2.load_balancer": {"arn:lb": {"id": "arn:lb", "attributes": {"dns_name": "Stellarrec-1.us-east-1.elb.amazonaws.com"}}},
	"aws.elb.load_balancer": {"old": {"id": "old", "attributes": {"dns_name": "old-1.us-east-1.elb.amazonaws.com"}}},
	"aws.s3.bucket": {"site": {"id": "site"}},
	"aws.ec2.account_settings": {"us-east-1": {"id": "us-east-1", "scope": {"region": "us-east-1"}}},
	"aws.account": {"123456789012": {"attributes": {"enabled_regions": ["us-east-1"]}}},
	"aws.ec2.eip": {
		"eipalloc-1": {"attributes": {"public_ip": "198.51.100.1", "association_id": "eipassoc-1"}},
		"eipalloc-2": {"attributes": {"public_ip": "198.51.100.2", "association_id": null}},
	},
	"aws.ec2.network_interface": {"eni-1": {"attributes": {"public_ips": ["198.51.100.3"], "ipv6_addresses": ["2001:db8::3"]}}},
}

spec := {"cloudflare": {"origin": {"owned_ranges": ["198.51.100.0/24", "2001:db8::/32"]}}}

judge(type, content, seen) := found if {
	record := {"attributes": {"type": type, "content": content}}
	found := record_target_exists.deny with input as record with data.snapshot as seen with data.spec as spec
}

passes(type, content) if judge(type, content, snapshot) == set()

fails(type, content) if {
	found := judge(type, content, snapshot)
	count(found) == 1
	some finding in found
	finding.actual == lower(content)
}

is_open(type, content, seen) if {
	found := judge(type, content, seen)
	count(found) == 1
	some finding in found
	finding.unread
}

test_what_exists_passes if {
	passes("CNAME", balancer)
	passes("CNAME", "STELLARREC-1.us-east-1.elb.amazonaws.com.")
	passes("CNAME", "dualstack.stellarrec-1.us-east-1.elb.amazonaws.com")
	passes("CNAME", "old-1.us-east-1.elb.amazonaws.com")
	passes("CNAME", "site.s3-website-us-east-1.amazonaws.com")
	passes("CNAME", "site.s3.eu-west-1.amazonaws.com")
	passes("A", "198.51.100.1")
	passes("A", "198.51.100.3")
	passes("AAAA", "2001:db8::3")
}

test_what_is_not_at_aws_is_not_judged if {
	passes("CNAME", "shop.example.net")
	passes("A", "203.0.113.7")
	passes("TXT", "gone-1.us-east-1.elb.amazonaws.com")
	passes("CNAME", null)
}

test_what_is_gone_fails if {
	fails("CNAME", "gone-1.us-east-1.elb.amazonaws.com")
	fails("CNAME", "gone-1.elb.us-east-1.amazonaws.com")
	fails("CNAME", "gone.s3.us-east-1.amazonaws.com")
	fails("CNAME", "Gone.s3.amazonaws.com")
	fails("A", "198.51.100.2")
	fails("A", "198.51.100.9")
	fails("AAAA", "2001:db8::9")
}

test_what_was_not_read_stays_open if {
	is_open("CNAME", "gone-1.eu-west-1.elb.amazonaws.com", snapshot)
	is_open("CNAME", "gone.s3.eu-west-1.amazonaws.com", snapshot)
	is_open("CNAME", "d1.cloudfront.net", snapshot)
	is_open("CNAME", "gone.s3.amazonaws.com", object.union(snapshot, {"aws.account": {"123456789012": {"attributes": {"enabled_regions": ["us-east-1", "eu-west-1"]}}}}))
	is_open("CNAME", "gone.s3.amazonaws.com", object.union(snapshot, {"aws.account": {"123456789012": {"attributes": {"enabled_regions": null}}}}))
}
