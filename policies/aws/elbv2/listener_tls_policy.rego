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
#   frameworks:
#     aws-fsbp: ["ELB.17"]
#     hipaa: ["164.312(e)(1)", "164.312(e)(2)(ii)"]
#     iso27001-2022: ["A.5.14", "A.8.24"]
#     nist-800-53-r5: ["SC-8", "SC-8(1)", "SC-13", "SC-23"]
#     pci-dss-4.0: ["4.2.1"]
#     soc2: ["CC6.7"]
package aws.elbv2.listener_tls_policy

import data.lib.finding

deny contains finding.new("ssl_policy", name, data.spec.elb.tls_policies) if {
	object.get(input.attributes, ["protocol"], null) in {"HTTPS", "TLS"}
	name := object.get(input.attributes, ["ssl_policy"], null)
	not name in data.spec.elb.tls_policies
}
