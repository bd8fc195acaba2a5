# METADATA
# title: Classic Load Balancers offer only accepted TLS versions and ciphers
# description: >-
#   Where the load balancer still offers old versions or weak ciphers, who sits between it and the
#   client forces that choice and reads or changes what is sent. Policies of your own making are
#   judged by what they offer, not by their name.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-options.html
# custom:
#   id: aws-elb-load-balancer-tls-policy
#   severity: high
#   kinds: [aws.elb.load_balancer]
#   spec: [LB-1]
#   aliases: [elb_insecure_ssl_ciphers]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["ELB.8"]
#     hipaa: ["164.312(e)(1)", "164.312(e)(2)(ii)"]
#     iso27001-2022: ["A.5.14", "A.8.24"]
#     nist-800-53-r5: ["SC-8", "SC-8(1)", "SC-13", "SC-23"]
#     pci-dss-4.0: ["4.2.1"]
#     soc2: ["CC6.7"]
package aws.elb.load_balancer_tls_policy

import data.lib.finding
import data.lib.list

deny contains finding.new("policies[].protocols", {"policy": name, "offers": version}, data.spec.elb.classic.tls_versions) if {
	some policy in policies_in_use
	name := policy.policy_name
	some version in list.of(object.get(policy, ["protocols"], null))
	not version in data.spec.elb.classic.tls_versions
}

deny contains finding.new("policies[].ciphers", {"policy": name, "offers": cipher}, "a cipher of the spec") if {
	some policy in policies_in_use
	name := policy.policy_name
	some cipher in list.of(object.get(policy, ["ciphers"], null))
	not cipher in data.spec.elb.classic.ciphers
}

deny contains finding.unread("policies", sprintf("the listener on port %v has no TLS policy that is known", [port])) if {
	some listener in encrypted
	port := object.get(listener, ["lb_port"], null)
	count(policies_of(listener)) == 0
}

encrypted := [listener |
	some listener in list.of(object.get(input.attributes, ["listener"], null))
	upper(sprintf("%v", [object.get(listener, ["lb_protocol"], null)])) in {"HTTPS", "SSL"}
]

policies_in_use := {policy | some listener in encrypted; some policy in policies_of(listener)}

policies_of(listener) := [policy |
	some policy in list.of(object.get(input.attributes, ["policies"], null))
	object.get(policy, ["policy_type_name"], null) == "SSLNegotiationPolicyType"
	policy.policy_name in list.of(object.get(listener, ["policy_names"], null))
	count(list.of(object.get(policy, ["protocols"], null))) > 0
]
