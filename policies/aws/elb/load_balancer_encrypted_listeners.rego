# METADATA
# title: Classic Load Balancers listen with HTTPS or SSL only
# description: >-
#   A Classic Load Balancer can not redirect. A listener for HTTP or TCP takes cookies, passwords
#   and pages in the clear, where anybody on the way reads or changes them.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-https-load-balancers.html
# custom:
#   id: aws-elb-load-balancer-encrypted-listeners
#   severity: high
#   kinds: [aws.elb.load_balancer]
#   spec: [LB-1]
#   aliases: [elb_ssl_listeners]
#   remediation: manual
#   certain: true
package aws.elb.load_balancer_encrypted_listeners

import data.lib.finding
import data.lib.list

deny contains finding.new(sprintf("listener[%v].lb_protocol", [port]), protocol, ["HTTPS", "SSL"]) if {
	some listener in list.of(object.get(input.attributes, ["listener"], null))
	port := object.get(listener, ["lb_port"], null)
	protocol := object.get(listener, ["lb_protocol"], null)
	not upper(sprintf("%v", [protocol])) in {"HTTPS", "SSL"}
}
