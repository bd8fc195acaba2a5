# METADATA
# title: Load balancers behind Cloudflare take traffic from Cloudflare only
# description: >-
#   Whoever finds the address of a load balancer that is open to the internet talks to it directly,
#   past the firewall, rate limits, bot checks and Access rules of Cloudflare. Only the published
#   ranges of Cloudflare need to get in.
# related_resources:
#   - https://developers.cloudflare.com/fundamentals/security/protect-your-origin-server/
#   - https://www.cloudflare.com/ips/
# custom:
#   id: cloudflare-origin-load-balancer-cloudflare-only
#   severity: critical
#   kinds: [aws.elbv2.load_balancer, aws.elb.load_balancer]
#   spec: [NET-5, CF-1]
#   remediation: guarded
#   frameworks: {soc2: ["CC6.6"], nist-800-53-r5: ["SC-7"]}
package cloudflare.origin.load_balancer_cloudflare_only

import data.lib.finding
import data.lib.list
import data.lib.origin

deny contains finding.because("security_groups", source, data.spec.cloudflare.ip_ranges, reason) if {
	some group_id in group_ids
	some rule in list.of(data.snapshot["aws.ec2.security_group"][group_id].attributes.ingress)
	some source in open_sources(rule)
	reason := sprintf("%v -> this load balancer -> security group %v -> rule %v", [way_in, group_id, rule.security_group_rule_id])
}

deny contains finding.because("security_groups", null, data.spec.cloudflare.ip_ranges, reason) if {
	count(group_ids) == 0
	reason := sprintf("%v -> this load balancer, which has no security group", [way_in])
}

deny contains finding.unread("security_groups", message) if {
	count(hosts) > 0
	some group_id in group_ids
	not data.snapshot["aws.ec2.security_group"][group_id].id
	message := sprintf("security group %v is not in the snapshot", [group_id])
}

deny contains finding.unread("security_groups", message) if {
	count(hosts) > 0
	some group_id in group_ids
	some rule in list.of(data.snapshot["aws.ec2.security_group"][group_id].attributes.ingress)
	is_string(rule.prefix_list_id)
	not data.snapshot["aws.ec2.managed_prefix_list"][rule.prefix_list_id].id
	message := sprintf("prefix list %v is not in the snapshot", [rule.prefix_list_id])
}

group_ids := {id | some id in list.of(object.get(input.attributes, ["security_groups"], null))}

# The proxied hosts that lead here.
hosts := {host |
	object.get(input.attributes, ["internal"], null) != true
	some name in origin.names(input)
	some host in data.facts.origin.proxied_hosts[name]
}

way_in := sprintf("proxied host %v", [min(hosts)]) if {
	count(hosts) == 1
} else := sprintf("proxied host %v and %d more", [min(hosts), count(hosts) - 1]) if {
	count(hosts) > 1
}

# Sources from the internet, beyond what Cloudflare and the spec name.
open_sources(rule) := {source |
	some source in sources(rule)
	not is_private(source)
	not is_allowed(source)
}

sources(rule) := {source | some source in [rule.cidr_ipv4, rule.cidr_ipv6]; is_string(source)} | {entry.cidr |
	is_string(rule.prefix_list_id)
	some entry in list.of(data.snapshot["aws.ec2.managed_prefix_list"][rule.prefix_list_id].attributes.entry)
}

is_private(source) if {
	some range in ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7", "fe80::/10"]
	same_family(range, source)
	net.cidr_contains(range, source)
}

# Most sources are written as Cloudflare writes its ranges: found without looking at each.
is_allowed(source) if {
	source in allowed_ranges
} else if {
	some range in allowed_ranges
	same_family(range, source)
	net.cidr_contains(range, source)
}

allowed_ranges := {range |
	own := array.concat(data.spec.cloudflare.ip_ranges.ipv4, data.spec.cloudflare.ip_ranges.ipv6)
	some range in array.concat(own, data.spec.cloudflare.origin.allowed_ranges)
}

same_family(a, b) if contains(a, ":") == contains(b, ":")
