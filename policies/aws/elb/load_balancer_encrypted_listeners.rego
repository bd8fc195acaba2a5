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
#   frameworks:
#     aws-fsbp: ["ELB.3"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"]
#     iso27001-2022: ["A.5.14", "A.8.24"]
#     nist-800-53-r5: ["AC-4", "AC-17(2)", "AU-9(3)", "CA-9", "IA-5(1)", "SC-7(4)", "SC-7(5)", "SC-8", "SC-8(1)", "SC-13", "SC-23"]
#     pci-dss-4.0: ["2.2.5", "2.2.7", "4.2.1"]
#     soc2: ["CC6.7"]
package aws.elb.load_balancer_encrypted_listeners

import data.lib.finding
import data.lib.list

deny contains finding.new(sprintf("listener[%v].lb_protocol", [port]), protocol, ["HTTPS", "SSL"]) if {
	some listener in list.of(object.get(input.attributes, ["listener"], null))
	port := object.get(listener, ["lb_port"], null)
	protocol := object.get(listener, ["lb_protocol"], null)
	not upper(sprintf("%v", [protocol])) in {"HTTPS", "SSL"}
}
