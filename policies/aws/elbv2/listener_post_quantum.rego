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
package aws.elbv2.listener_post_quantum

import data.lib.finding

deny contains finding.new("ssl_policy", name, data.spec.elb.post_quantum_policies) if {
	data.spec.elb.require_post_quantum
	object.get(input.attributes, ["protocol"], null) in {"HTTPS", "TLS"}
	name := object.get(input.attributes, ["ssl_policy"], null)
	not name in data.spec.elb.post_quantum_policies
}
