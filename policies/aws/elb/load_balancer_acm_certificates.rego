# METADATA
# title: Classic Load Balancers use certificates that ACM renews
# description: >-
#   A certificate that was uploaded or imported runs out on a day that somebody has to remember;
#   then browsers refuse the site. Its private key has also been on the disk of whoever uploaded it.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/ssl-server-cert.html
# custom:
#   id: aws-elb-load-balancer-acm-certificates
#   severity: medium
#   kinds: [aws.elb.load_balancer]
#   aliases: [elb_ssl_listeners_use_acm_certificate]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["ELB.2"]
#     hipaa: ["164.312(e)(1)", "164.312(e)(2)(ii)"]
#     iso27001-2022: ["A.5.14", "A.8.24"]
#     nist-800-53-r5: ["IA-5(2)", "SC-8", "SC-8(1)", "SC-12", "SC-13", "SC-17", "SC-23"]
#     pci-dss-4.0: ["2.2.5", "2.2.7", "4.2.1", "4.2.1.1", "8.3.2"]
#     soc2: ["CC6.7"]
package aws.elb.load_balancer_acm_certificates

import data.lib.finding
import data.lib.list

deny contains finding.because(path(listener), certificate, "a certificate issued by ACM", reason) if {
	some listener in encrypted
	certificate := object.get(listener, ["ssl_certificate_id"], null)
	reason := shortcoming(certificate)
}

deny contains finding.unread(path(listener), sprintf("certificate %v is not in the snapshot", [certificate])) if {
	some listener in encrypted
	certificate := object.get(listener, ["ssl_certificate_id"], null)
	from_acm(certificate)
	not data.snapshot["aws.acm.certificate"][certificate].id
}

encrypted := [listener |
	some listener in list.of(object.get(input.attributes, ["listener"], null))
	upper(sprintf("%v", [object.get(listener, ["lb_protocol"], null)])) in {"HTTPS", "SSL"}
]

path(listener) := sprintf("listener[%v].ssl_certificate_id", [object.get(listener, ["lb_port"], null)])

from_acm(certificate) if {
	is_string(certificate)
	regex.match(`^arn:[^:]+:acm:`, certificate)
}

shortcoming(certificate) := "the certificate is not in ACM" if {
	not from_acm(certificate)
} else := sprintf("the certificate is of type %v", [type]) if {
	type := object.get(data.snapshot["aws.acm.certificate"][certificate].attributes, ["type"], null)
	not type in {"AMAZON_ISSUED", "PRIVATE"}
}
