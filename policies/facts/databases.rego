# How database instances hang together, indexed so that no policy has to search for it.
package facts.databases

# Read replicas of an instance that lie in the same region. An instance is named by its identifier or
# by its ARN.
replicas_of[source] contains id if {
	some id, instance in data.snapshot["aws.rds.instance"]
	source := object.get(instance, ["attributes", "replicate_source_db"], null)
	is_string(source)
}
