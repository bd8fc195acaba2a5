# METADATA
# title: A month costs what the design says
# description: >-
#   A machine of the wrong size, a forgotten load balancer or an intruder who mines coins shows in
#   the sum long before the invoice. An estimate below the design shows that a part of it is
#   missing.
# related_resources:
#   - https://docs.aws.amazon.com/cost-management/latest/userguide/ce-forecast.html
#   - https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/price-changes.html
# custom:
#   id: aws-cost-account-monthly-estimate
#   severity: low
#   kinds: [aws.account]
#   spec: [COST-1]
#   remediation: manual
package aws.cost.account_monthly_estimate

import data.lib.finding

deny contains finding.because("account_id", shown(name), bounds_text(name), reason) if {
	some name in outside
	reason := sprintf("prices of %v on demand: %s", [data.spec.cost.prices.as_of, breakdown(name)])
}

# What has no price counts only while nothing is too dear already.
deny contains finding.unread("account_id", message) if {
	count(outside) == 0
	some name, bounds in data.spec.cost.envelope
	is_object(bounds)
	some group in {object.filter(entry, ["label", "region"]) | some entry in unpriced_of(name)}
	alike := [entry | some entry in unpriced; entry.label == group.label; entry.region == group.region]
	message := sprintf("%v x %s in %s can't be estimated: no price in the table", [count(alike), group.label, group.region])
}

outside contains name if {
	some name, bounds in data.spec.cost.envelope
	is_object(bounds)
	sum_of(name) > bounds.max
}

outside contains name if {
	some name, bounds in data.spec.cost.envelope
	is_object(bounds)
	sum_of(name) < bounds.min
	count(unpriced_of(name)) == 0
}

sum_of(name) := money(sum([amount | some amount in part_sums])) if {
	name == "total"
} else := money(part_sums[name])

# Once for all bounds.
part_sums := {part: sum([charge.sum | some charge in charges_of(part)]) | some part in parts}

charges_of(part) := {charge | some charge in charges; charge.part == part}

unpriced_of(name) := unpriced if {
	name == "total"
} else := {entry | some entry in unpriced; entry.part == name}

shown(name) := sprintf("%s: %v %s a month", [name, sum_of(name), data.spec.cost.prices.currency])

bounds_text(name) := sprintf("%v to %v %s a month", [bounds.min, bounds.max, data.spec.cost.prices.currency]) if {
	bounds := data.spec.cost.envelope[name]
}

breakdown(name) := concat(", ", [sprintf("%s %v", [part, sum_of(part)]) | some part in parts]) if {
	name == "total"
} else := concat(", ", [text |
	some label in sort({charge.label | some charge in charges_of(name)})
	sums := [charge.sum | some charge in charges_of(name); charge.label == label]
	text := sprintf("%v x %s %v", [count(sums), label, money(sum(sums))])
])

parts := ["ec2", "rds", "elasticache", "s3", "transfer", "cloudflare"]

money(amount) := round(amount * 100) / 100

charges contains {"part": part, "label": "assumption", "what": part, "sum": amount} if {
	some part, amount in data.spec.cost.flat
	amount > 0
}

charges contains {"part": entry.part, "label": entry.label, "what": entry.what, "sum": entry.price * entry.times} if {
	some entry in entries
	priced(entry)
}

unpriced contains entry if {
	some entry in entries
	not priced(entry)
}

priced(entry) if {
	is_number(entry.price)
	is_number(entry.times)
	entry.region in data.spec.cost.prices.regions
}

hours := data.spec.cost.prices.hours_per_month

entries contains {"part": "ec2", "label": label, "what": id, "price": price, "times": hours, "region": instance.scope.region} if {
	some id, instance in data.snapshot["aws.ec2.instance"]
	object.get(instance.attributes, ["instance_state"], null) in {"pending", "running"}
	label := sprintf("instance %s", [machine(instance)])
	price := object.get(data.spec.cost.prices.ec2, [machine(instance)], null)
}

# Other systems and machines of one's own cost more; no table is for them.
machine(instance) := sprintf("%v", [object.get(instance.attributes, ["instance_type"], null)]) if {
	object.get(instance.attributes, ["tenancy"], null) in {null, "default"}
	object.get(instance.attributes, ["platform_details"], null) in {null, "Linux/UNIX"}
	object.get(instance.attributes, ["platform"], null) == null
} else := sprintf("%v, %v, tenancy %v", [
	object.get(instance.attributes, ["instance_type"], null),
	object.get(instance.attributes, ["platform_details"], null),
	object.get(instance.attributes, ["tenancy"], null),
])

entries contains {"part": "ec2", "label": label, "what": id, "price": price, "times": size, "region": volume.scope.region} if {
	some id, volume in data.snapshot["aws.ec2.ebs_volume"]
	object.get(volume.attributes, ["state"], null) in {"creating", "available", "in-use"}
	type := object.get(volume.attributes, ["type"], null)
	size := object.get(volume.attributes, ["size"], null)
	label := sprintf("volume %v", [type])
	price := object.get(data.spec.cost.prices.ebs, [type], null)
}

# A gp3 volume has 3000 operations and 125 MiB a second for nothing.
entries contains {"part": "ec2", "label": label, "what": id, "price": data.spec.cost.prices.gp3_iops, "times": iops - 3000, "region": volume.scope.region} if {
	some id, volume in data.snapshot["aws.ec2.ebs_volume"]
	object.get(volume.attributes, ["type"], null) == "gp3"
	iops := object.get(volume.attributes, ["iops"], null)
	is_number(iops)
	iops > 3000
	label := "volume gp3 operations"
}

entries contains {"part": "ec2", "label": label, "what": id, "price": data.spec.cost.prices.gp3_throughput, "times": throughput - 125, "region": volume.scope.region} if {
	some id, volume in data.snapshot["aws.ec2.ebs_volume"]
	object.get(volume.attributes, ["type"], null) == "gp3"
	throughput := object.get(volume.attributes, ["throughput"], null)
	is_number(throughput)
	throughput > 125
	label := "volume gp3 throughput"
}

# A regional gateway is billed by the zones that it has grown into, which are not seen.
entries contains {"part": "ec2", "label": label, "what": id, "price": data.spec.cost.prices.nat_gateway, "times": times, "region": gateway.scope.region} if {
	some id, gateway in data.snapshot["aws.ec2.nat_gateway"]
	object.get(gateway.attributes, ["state"], null) in {"pending", "available"}
	regional := object.get(gateway.attributes, ["availability_mode"], null) == "regional"
	times := {true: null, false: hours}[regional]
	label := {true: "NAT gateway regional", false: "NAT gateway"}[regional]
}

entries contains {"part": "ec2", "label": label, "what": id, "price": price, "times": hours, "region": balancer.scope.region} if {
	some id, balancer in data.snapshot["aws.elbv2.load_balancer"]
	object.get(balancer.attributes, ["state"], null) != "failed"
	type := object.get(balancer.attributes, ["load_balancer_type"], null)
	label := sprintf("load balancer %v", [type])
	price := object.get(data.spec.cost.prices.load_balancers, [type], null)
}

entries contains {"part": "ec2", "label": label, "what": id, "price": price, "times": hours, "region": balancer.scope.region} if {
	some id, balancer in data.snapshot["aws.elb.load_balancer"]
	label := "load balancer classic"
	price := object.get(data.spec.cost.prices.load_balancers, ["classic"], null)
}

entries contains {"part": "rds", "label": label, "what": id, "price": price, "times": hours * copies(instance), "region": instance.scope.region} if {
	some id, instance in data.snapshot["aws.rds.instance"]
	not object.get(instance.attributes, ["status"], null) in {"stopped", "deleting"}
	class := object.get(instance.attributes, ["instance_class"], null)
	engine := object.get(instance.attributes, ["engine"], null)
	label := sprintf("database %v %v", [engine, class])
	price := object.get(data.spec.cost.prices.rds, [engine, class], null)
}

entries contains {"part": "rds", "label": label, "what": id, "price": price, "times": size, "region": instance.scope.region} if {
	some id, instance in data.snapshot["aws.rds.instance"]
	not startswith(sprintf("%v", [object.get(instance.attributes, ["engine"], null)]), "aurora")
	type := object.get(instance.attributes, ["storage_type"], null)
	label := sprintf("storage %v", [type])
	size := gigabytes(instance)
	price := object.get(data.spec.cost.prices.rds_storage, [type], null)
}

gigabytes(instance) := size * copies(instance) if {
	size := object.get(instance.attributes, ["allocated_storage"], null)
	is_number(size)
} else := null

# Members of a cluster stand for themselves.
copies(instance) := 2 if {
	object.get(instance.attributes, ["multi_az"], null) == true
	object.get(instance.attributes, ["cluster_identifier"], null) == null
} else := 1

entries contains {"part": "elasticache", "label": label, "what": id, "price": price, "times": times, "region": cluster.scope.region} if {
	some id, cluster in data.snapshot["aws.elasticache.cluster"]
	type := object.get(cluster.attributes, ["node_type"], null)
	times := hours_of(object.get(cluster.attributes, ["num_cache_nodes"], null))
	engine := object.get(cluster.attributes, ["engine"], null)
	label := sprintf("cache %v %v", [engine, type])
	price := object.get(data.spec.cost.prices.elasticache, [engine, type], null)
}

# Where only the group is known, as in a plan.
entries contains {"part": "elasticache", "label": label, "what": id, "price": price, "times": times, "region": group.scope.region} if {
	some id, group in data.snapshot["aws.elasticache.replication_group"]
	not id in groups_with_members
	type := object.get(group.attributes, ["node_type"], null)
	times := hours_of(object.get(group.attributes, ["num_cache_clusters"], null))
	engine := object.get(group.attributes, ["engine"], null)
	label := sprintf("cache group %v %v", [engine, type])
	price := object.get(data.spec.cost.prices.elasticache, [engine, type], null)
}

groups_with_members contains group if {
	some cluster in data.snapshot["aws.elasticache.cluster"]
	group := object.get(cluster.attributes, ["replication_group_id"], null)
}

hours_of(nodes) := nodes * hours if {
	is_number(nodes)
} else := null
