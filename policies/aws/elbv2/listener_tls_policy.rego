# METADATA
# title: Load balancer listeners use a TLS policy that the spec accepts
# description: >-
#   An old TLS policy lets client and load balancer agree on versions and ciphers that are broken.
#   Who sits between them forces that choice and reads or changes what is sent. Listeners made by
#   API or Terraform get a policy of 2016 unless told otherwise.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html
# custom:
#   id: aws-elbv2-listener-tls-policy
#   severity: high
#   kinds: [aws.elbv2.listener]
#   spec: [LB-1]
#   aliases: [elbv2_insecure_ssl_ciphers]
#   remediation: approval
package aws.elbv2.listener_tls_policy

import data.lib.finding

deny contains finding.new("ssl_policy", name, data.spec.elb.tls_policies) if {
	object.get(input.attributes, ["protocol"], null) in {"HTTPS", "TLS"}
	name := object.get(input.attributes, ["ssl_policy"], null)
	not name in data.spec.elb.tls_policies
}
