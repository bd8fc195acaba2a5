# Which buckets receive access logs.
package facts.s3_logs

# Names of buckets that other buckets write their log to.
targets contains name if {
	some id, bucket in data.snapshot["aws.s3.bucket"]
	name := object.get(bucket.attributes, ["logging", "target_bucket"], null)
	is_string(name)
	name != id
}
