package lib.origin_test

import data.lib.origin

test_hosts_are_compared_in_lower_case_without_the_last_dot if {
	origin.host("WWW.Example.com.") == "www.example.com"
	origin.host("example.com") == "example.com"
}

test_load_balancers_go_by_two_names if {
	origin.names({"attributes": {"dns_name": "A-1.eu-west-1.ELB.amazonaws.com"}}) == {"a-1.eu-west-1.elb.amazonaws.com", "dualstack.a-1.eu-west-1.elb.amazonaws.com"}
	origin.names({"attributes": {"dns_name": null}}) == set()
}

test_only_records_of_hosts_are_addresses if {
	origin.is_address({"attributes": {"type": "CNAME"}})
	not origin.is_address({"attributes": {"type": "MX"}})
	not origin.is_address({"attributes": {"type": null}})
	not origin.target({"attributes": {"content": null}})
}

test_names_of_aws_end_like_them if {
	origin.is_at_aws("app-1.eu-west-1.elb.amazonaws.com")
	origin.is_at_aws("app-1.cn-north-1.elb.amazonaws.com.cn")
	not origin.is_at_aws("elb.amazonaws.com.evil.example")
	not origin.is_at_aws("evilamazonaws.com")
}

test_names_of_load_balancers_tell_the_region if {
	origin.region_of("app-1.eu-west-1.elb.amazonaws.com") == "eu-west-1"
	origin.region_of("net-1.elb.us-gov-west-1.amazonaws.com") == "us-gov-west-1"
	origin.region_of("app-1.cn-north-1.elb.amazonaws.com.cn") == "cn-north-1"
	origin.is_load_balancer("net-1.elb.eu-west-1.amazonaws.com")
	not origin.is_load_balancer("elb.amazonaws.com.evil.example")
	not origin.is_load_balancer("bucket.s3.amazonaws.com")
}

test_addresses_of_buckets_tell_bucket_and_region if {
	origin.bucket_of("my.bucket.s3.eu-west-1.amazonaws.com") == {"bucket": "my.bucket", "region": "eu-west-1"}
	origin.bucket_of("b.s3.dualstack.us-east-1.amazonaws.com") == {"bucket": "b", "region": "us-east-1"}
	origin.bucket_of("b.s3-website-us-east-1.amazonaws.com") == {"bucket": "b", "region": "us-east-1"}
	origin.bucket_of("b.s3-website.eu-central-1.amazonaws.com") == {"bucket": "b", "region": "eu-central-1"}
	origin.bucket_of("b.s3.amazonaws.com") == {"bucket": "b", "region": ""}
	not origin.bucket_of("s3.amazonaws.com")
	not origin.bucket_of("b.s3.amazonaws.com.evil.example")
}

test_websites_of_buckets_are_known if {
	origin.is_website("b.s3-website.eu-central-1.amazonaws.com")
	origin.is_website("b.s3-website-us-east-1.amazonaws.com")
	not origin.is_website("b.s3.eu-central-1.amazonaws.com")
}
