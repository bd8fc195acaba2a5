# METADATA
# title: Load balancer listeners agree on keys that quantum computers do not break
# description: >-
#   Who records traffic today can decrypt it once large quantum computers exist. A hybrid key
#   exchange keeps what is recorded now closed then. It counts only for clients that know it; others
#   connect as before.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
#   - https://aws.amazon.com/security/post-quantum-cryptography/
# custom:
#   id: aws-elbv2-listener-post-quantum
#   severity: low
#   kinds: [aws.elbv2.listener]
#   aliases: [elbv2_listener_pqc_tls_enabled]
#   remediation: approval
#   frameworks:
#     hipaa: ["164.312(e)(1)", "164.312(e)(2)(ii)"]
#     iso27001-2022: ["A.5.14", "A.8.24"]
#     nist-800-53-r5: ["SC-8", "SC-8(1)", "SC-13", "SC-23"]
#     pci-dss-4.0: ["4.2.1"]
#     soc2: ["CC6.7"]
package aws.elbv2.listener_post_quantum

import data.lib.finding

deny contains finding.new("ssl_policy", name, data.spec.elb.post_quantum_policies) if {
	data.spec.elb.require_post_quantum
	object.get(input.attributes, ["protocol"], null) in {"HTTPS", "TLS"}
	name := object.get(input.attributes, ["ssl_policy"], null)
	not name in data.spec.elb.post_quantum_policies
}
