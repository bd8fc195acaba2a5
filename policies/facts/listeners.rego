# Which listeners a load balancer has.
package facts.listeners

# ARN of a load balancer -> its listeners, as {id, port, protocol}.
of_load_balancer[arn] contains listener if {
	some id, found in data.snapshot["aws.elbv2.listener"]
	arn := object.get(found.attributes, ["load_balancer_arn"], null)
	is_string(arn)
	listener := {
		"id": id,
		"port": object.get(found.attributes, ["port"], null),
		"protocol": object.get(found.attributes, ["protocol"], null),
	}
}
