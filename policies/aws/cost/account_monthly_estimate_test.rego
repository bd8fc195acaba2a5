package aws.cost.account_monthly_estimate_test

import data.aws.cost.account_monthly_estimate as policy

prices := {
	"as_of": "2026-01-01",
	"regions": ["us-east-1"],
	"currency": "USD",
	"hours_per_month": 730,
	"ec2": {"t3.medium": 0.0416, "m5.4xlarge": 0.768},
	"rds": {"postgres": {"db.t3.medium": 0.072}, "aurora-postgresql": {"db.t3.medium": 0.082}},
	"rds_storage": {"gp3": 0.115},
	"elasticache": {"redis": {"cache.t3.micro": 0.017}},
	"nat_gateway": 0.045,
	"load_balancers": {"application": 0.0224, "classic": 0.025},
	"ebs": {"gp3": 0.08},
	"gp3_iops": 0.005,
	"gp3_throughput": 0.04,
}

no_envelope := {"total": null, "ec2": null, "rds": null, "elasticache": null, "s3": null, "transfer": null, "cloudflare": null}

no_flat := {"ec2": 0, "rds": 0, "elasticache": 0, "s3": 0, "transfer": 0, "cloudflare": 0}

cost(envelope, flat) := {"cost": {"envelope": object.union(no_envelope, envelope), "flat": object.union(no_flat, flat), "prices": prices}}

stellarrec_spec := cost(
	{
		"total": {"min": 390, "max": 695},
		"ec2": {"min": 150, "max": 300},
		"rds": {"min": 100, "max": 150},
		"elasticache": {"min": 50, "max": 75},
		"s3": {"min": 20, "max": 50},
		"transfer": {"min": 50, "max": 100},
		"cloudflare": {"min": 20, "max": 20},
	},
	{"ec2": 20, "elasticache": 30, "s3": 35, "transfer": 75, "cloudflare": 20},
)

held(attributes) := {"scope": {"region": "us-east-1"}, "name": "x", "attributes": attributes}

instance(type) := held({"instance_type": type, "instance_state": "running", "tenancy": "default", "platform": null, "platform_details": "Linux/UNIX"})

volume := held({"type": "gp3", "size": 20, "iops": 3000, "throughput": 125, "state": "in-use"})

database := held({"instance_class": "db.t3.medium", "engine": "postgres", "status": "available", "multi_az": false, "storage_type": "gp3", "allocated_storage": 100})

node := held({"engine": "redis", "node_type": "cache.t3.micro", "num_cache_nodes": 1, "replication_group_id": "redis"})

system := {
	"aws.ec2.instance": {"i-1": instance("t3.medium"), "i-2": instance("t3.medium"), "i-3": instance("t3.medium")},
	"aws.ec2.ebs_volume": {"v-1": volume, "v-2": volume, "v-3": volume},
	"aws.ec2.nat_gateway": {
		"nat-1": held({"state": "available", "availability_mode": "zonal"}),
		"nat-2": held({"state": "available", "availability_mode": null}),
	},
	"aws.elbv2.load_balancer": {"lb": held({"load_balancer_type": "application", "state": "active"})},
	"aws.elb.load_balancer": {},
	"aws.rds.instance": {"db": database, "db-replica": database},
	"aws.elasticache.cluster": {"redis-1": node, "redis-2": node},
	"aws.elasticache.replication_group": {"redis": held({"engine": "redis", "node_type": "cache.t3.micro", "num_cache_clusters": 2})},
}

judge(snapshot, spec) := found if {
	found := policy.deny with input as {"id": "111122223333", "attributes": {}} with data.snapshot as snapshot with data.spec as spec
}

plus(members) := object.union(system, members)

actuals(found) := {entry.actual | some entry in found}

unread(what) := {{"path": "account_id", "unread": sprintf("1 x %s can't be estimated: no price in the table", [what])}}

only(kind, resources) := {kind: resources}

test_stellarrec_as_designed_passes if judge(system, stellarrec_spec) == set()

test_machine_of_the_wrong_size_fails if {
	found := judge(plus({"aws.ec2.instance": {"i-9": instance("m5.4xlarge")}}), stellarrec_spec)
	actuals(found) == {"ec2: 758.6 USD a month", "total: 1071.54 USD a month"}
	some entry in found
	entry.expected == "390 to 695 USD a month"
	entry.because == "prices of 2026-01-01 on demand: ec2 758.6, rds 128.12, elasticache 54.82, s3 35, transfer 75, cloudflare 20"
}

test_parts_name_what_they_are_made_of if {
	spec := cost({"elasticache": {"min": 0, "max": 10}}, {})
	judge(system, spec) == {{
		"path": "account_id",
		"actual": "elasticache: 24.82 USD a month",
		"expected": "0 to 10 USD a month",
		"because": "prices of 2026-01-01 on demand: 2 x cache redis cache.t3.micro 24.82",
	}}
}

test_missing_part_fails if {
	found := judge(plus({"aws.rds.instance": {"db-replica": held({"status": "stopped", "engine": "postgres", "instance_class": "db.t3.medium", "storage_type": "gp3", "allocated_storage": 0})}}), stellarrec_spec)
	actuals(found) == {"rds: 64.06 USD a month"}
}

test_too_little_in_total_fails if {
	envelope := cost({"total": {"min": 390, "max": 695}}, {"cloudflare": 20})
	actuals(judge({}, envelope)) == {"total: 20 USD a month"}
	judge(only("aws.ec2.instance", {"i-9": instance("x99.huge")}), envelope) == unread("instance x99.huge in us-east-1")
}

test_nothing_is_off_the_scale_without_an_envelope if {
	judge(plus({"aws.ec2.instance": {"i-9": instance("x99.huge")}}), cost({}, {})) == set()
}

test_unknown_prices_are_named if {
	judge(plus({"aws.ec2.instance": {"i-9": instance("x99.huge")}}), stellarrec_spec) == unread("instance x99.huge in us-east-1")
	judge(plus({"aws.ec2.ebs_volume": {"v-9": held({"type": "io2", "size": 10, "state": "available"})}}), stellarrec_spec) == unread("volume io2 in us-east-1")
	judge(plus({"aws.ec2.nat_gateway": {"nat-9": held({"state": "available", "availability_mode": "regional"})}}), stellarrec_spec) == unread("NAT gateway regional in us-east-1")
	judge(plus({"aws.elasticache.cluster": {"m-1": held({"engine": "memcached", "node_type": "cache.t3.micro", "num_cache_nodes": 1})}}), stellarrec_spec) == unread("cache memcached cache.t3.micro in us-east-1")
	judge(plus({"aws.elasticache.cluster": {"m-1": held({"engine": "redis", "node_type": "cache.t3.micro", "num_cache_nodes": null})}}), stellarrec_spec) == unread("cache redis cache.t3.micro in us-east-1")
	judge(plus({"aws.rds.instance": {"s": held({"engine": "aurora-postgresql", "instance_class": "db.serverless", "status": "available"})}}), stellarrec_spec) == unread("database aurora-postgresql db.serverless in us-east-1")
	judge(plus({"aws.rds.instance": {"s": held({"engine": "postgres", "instance_class": "db.t3.medium", "status": "stopped", "storage_type": "gp3", "allocated_storage": null})}}), stellarrec_spec) == unread("storage gp3 in us-east-1")
	judge(plus({"aws.elbv2.load_balancer": {"g": held({"load_balancer_type": "gateway", "state": "active"})}}), stellarrec_spec) == unread("load balancer gateway in us-east-1")
}

test_alike_ones_are_counted if {
	found := judge(plus({"aws.ec2.ebs_volume": {"v-8": held({"type": "io2", "size": 10, "state": "available"}), "v-9": held({"type": "io2", "size": 20, "state": "in-use"})}}), stellarrec_spec)
	found == {{"path": "account_id", "unread": "2 x volume io2 in us-east-1 can't be estimated: no price in the table"}}
}

test_other_systems_have_no_price if {
	windows := held({"instance_type": "t3.medium", "instance_state": "running", "tenancy": "default", "platform": "windows", "platform_details": "Windows"})
	judge(plus({"aws.ec2.instance": {"w": windows}}), stellarrec_spec) == unread("instance t3.medium, Windows, tenancy default in us-east-1")
	dedicated := held({"instance_type": "t3.medium", "instance_state": "running", "tenancy": "dedicated", "platform_details": "Linux/UNIX"})
	judge(plus({"aws.ec2.instance": {"d": dedicated}}), stellarrec_spec) == unread("instance t3.medium, Linux/UNIX, tenancy dedicated in us-east-1")
}

test_other_regions_have_no_price if {
	far := object.union(instance("t3.medium"), {"scope": {"region": "eu-west-1"}})
	judge(plus({"aws.ec2.instance": {"far": far}}), stellarrec_spec) == unread("instance t3.medium in eu-west-1")
}

test_what_is_unknown_does_not_hide_what_is_too_dear if {
	found := judge(plus({"aws.ec2.instance": {"i-9": instance("m5.4xlarge"), "i-8": instance("x99.huge")}}), stellarrec_spec)
	actuals(found) == {"ec2: 758.6 USD a month", "total: 1071.54 USD a month"}
}

test_what_is_unknown_is_no_proof_that_something_is_missing if {
	judge(only("aws.ec2.instance", {"i-9": instance("x99.huge")}), cost({"ec2": {"min": 10, "max": 20}}, {})) == unread("instance x99.huge in us-east-1")
}

test_unknown_of_a_part_without_bounds_does_not_matter if {
	judge(only("aws.ec2.instance", {"i-9": instance("x99.huge")}), cost({"rds": {"min": 0, "max": 20}}, {})) == set()
}

sum_of(kind, resources, part) := found if {
	some entry in judge(only(kind, resources), cost({part: {"min": 100000, "max": 100000}}, {}))
	found := entry.actual
}

test_multi_az_doubles if {
	double := held(object.union(database.attributes, {"multi_az": true}))
	sum_of("aws.rds.instance", {"db": double}, "rds") == "rds: 128.12 USD a month"
}

test_members_of_clusters_stand_for_themselves if {
	member := held({"instance_class": "db.t3.medium", "engine": "aurora-postgresql", "status": "available", "multi_az": true, "cluster_identifier": "c", "storage_type": "aurora", "allocated_storage": 1})
	sum_of("aws.rds.instance", {"a": member}, "rds") == "rds: 59.86 USD a month"
}

test_what_does_not_run_costs_nothing if {
	stopped := held({"instance_type": "t3.medium", "instance_state": "stopped"})
	sum_of("aws.ec2.instance", {"i": stopped}, "ec2") == "ec2: 0 USD a month"
	sum_of("aws.ec2.nat_gateway", {"n": held({"state": "deleted"})}, "ec2") == "ec2: 0 USD a month"
	sum_of("aws.ec2.ebs_volume", {"v": held({"type": "gp3", "size": 9, "state": "deleting"})}, "ec2") == "ec2: 0 USD a month"
	sum_of("aws.elbv2.load_balancer", {"l": held({"load_balancer_type": "application", "state": "failed"})}, "ec2") == "ec2: 0 USD a month"
}

test_fast_volumes_cost_more if {
	fast := held({"type": "gp3", "size": 100, "iops": 4000, "throughput": 225, "state": "in-use"})
	sum_of("aws.ec2.ebs_volume", {"v": fast}, "ec2") == "ec2: 17 USD a month"
}

test_classic_load_balancers_count if sum_of("aws.elb.load_balancer", {"c": held({})}, "ec2") == "ec2: 18.25 USD a month"

test_group_counts_where_its_members_are_not_known if {
	group := held({"engine": "redis", "node_type": "cache.t3.micro", "num_cache_clusters": 2})
	sum_of("aws.elasticache.replication_group", {"redis": group}, "elasticache") == "elasticache: 24.82 USD a month"
}
