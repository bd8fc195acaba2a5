# Joins the two clouds: which resources of AWS a DNS record of Cloudflare stands for.
package lib.origin

# A host name as it is compared: in lower case, without the dot of the root at the end.
host(text) := trim_suffix(lower(text), ".")

# The names by which clients reach a load balancer.
names(balancer) := {name, concat("", ["dualstack.", name])} if {
	is_string(balancer.attributes.dns_name)
	name := host(balancer.attributes.dns_name)
} else := set()

# True when a record is a name or an address that visitors are sent to.
is_address(record) if record.attributes.type in {"A", "AAAA", "CNAME"}

# Where a record points to.
target(record) := host(record.attributes.content) if is_string(record.attributes.content)

# True for names that AWS gives; everything else need not be looked for there.
is_at_aws(name) if endswith(name, ".amazonaws.com")

is_at_aws(name) if endswith(name, ".amazonaws.com.cn")

# True for the name of a load balancer, whether it is still there or not.
is_load_balancer(name) if regex.match(`\.elb(\.[a-z0-9-]+)?\.amazonaws\.com(\.cn)?$`, name)

# The region that such a name tells.
region_of(name) := region if {
	parts := regex.find_all_string_submatch_n(`\.(?:elb\.([a-z0-9-]+)|([a-z0-9-]+)\.elb)\.amazonaws\.com(?:\.cn)?$`, name, 1)
	region := concat("", [parts[0][1], parts[0][2]])
}

# Bucket and region of the address of an S3 bucket; the region is empty where the address names none.
bucket_of(name) := {"bucket": parts[0][1], "region": parts[0][2]} if {
	parts := regex.find_all_string_submatch_n(`^(.+)\.s3(?:-website)?(?:[.-](?:dualstack\.)?([a-z]{2}(?:-[a-z]+)+-[0-9]+))?\.amazonaws\.com(?:\.cn)?$`, name, 1)
	count(parts) == 1
}

# The endpoints of websites in S3, which speak plain HTTP only.
is_website(name) if regex.match(`\.s3-website[.-][a-z0-9-]+\.amazonaws\.com(\.cn)?$`, name)

# Regions of AWS that were read: each has its settings.
regions_read contains settings.scope.region if some settings in data.snapshot["aws.ec2.account_settings"]
