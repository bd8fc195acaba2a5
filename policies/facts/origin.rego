# Joins DNS records of Cloudflare with what they stand for in AWS.
package facts.origin

import data.lib.list
import data.lib.origin

# Host name -> the load balancers that go by it, as {name, secure}.
balancers[host] contains {"name": object.get(balancer, ["name"], null), "secure": balancer.id in secure} if {
	some balancer in data.snapshot["aws.elbv2.load_balancer"]
	some host in origin.names(balancer)
}

balancers[host] contains {"name": object.get(balancer, ["name"], null), "secure": has_secure_listener(balancer)} if {
	some balancer in data.snapshot["aws.elb.load_balancer"]
	some host in origin.names(balancer)
}

# ARNs of the load balancers that clients can speak TLS with, at least as far as the balancer is concerned.
secure contains listener.attributes.load_balancer_arn if {
	some listener in data.snapshot["aws.elbv2.listener"]
	is_secure(listener.attributes.protocol, listener.attributes.port)
}

has_secure_listener(balancer) if {
	some listener in list.of(balancer.attributes.listener)
	is_secure(listener.lb_protocol, listener.lb_port)
} else := false

is_secure(protocol, port) if {
	protocol in {"HTTPS", "TLS", "SSL"}
} else if {
	# Passed on as it is: the target may well speak TLS.
	protocol == "TCP"
	port == 443
}

# Addresses that something holds.
addresses contains address.attributes.public_ip if some address in data.snapshot["aws.ec2.eip"]

addresses contains address if {
	some interface in data.snapshot["aws.ec2.network_interface"]
	some name in ["public_ips", "ipv6_addresses"]
	some address in list.of(object.get(interface.attributes, [name], null))
}

# Address -> ids of the elastic addresses that are held but attached to nothing.
idle_addresses[held] contains id if {
	some id, address in data.snapshot["aws.ec2.eip"]
	held := address.attributes.public_ip
	address.attributes.association_id == null
}

# Names of the buckets that there are.
buckets contains bucket.id if some bucket in data.snapshot["aws.s3.bucket"]

# Host name or address -> the proxied hosts that lead there: their records point at it, or at a name
# whose record does.
proxied_hosts[target] contains record.name if {
	some record in proxied
	target := origin.target(record)
}

proxied_hosts[target] contains record.name if {
	some record in proxied
	some target in targets[origin.target(record)]
}

proxied contains record if {
	some record in data.snapshot["cloudflare.dns.record"]
	record.attributes.proxied == true
	origin.is_address(record)
}

# Host name -> where its records point to.
targets[host] contains origin.target(record) if {
	some record in data.snapshot["cloudflare.dns.record"]
	origin.is_address(record)
	host := origin.host(record.name)
}
