# METADATA
# title: People sign in through an identity provider instead of IAM passwords
# description: >-
#   Passwords in IAM live on when somebody leaves, and nobody's directory knows of them. With a SAML
#   provider, which IAM Identity Center sets up as well, one place takes all access away. An account
#   in which no user has a password needs none.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers.html
# custom:
#   id: aws-iam-account-federation
#   severity: low
#   kinds: [aws.account]
#   spec: [IAM-2]
#   aliases: [iam_check_saml_providers_sts]
#   remediation: manual
#   frameworks:
#     cis-aws-foundations: ["2.19"]
#     hipaa: ["164.312(a)(2)(i)", "164.312(d)"]
#     iso27001-2022: ["A.5.16"]
#     nist-800-53-r5: ["AC-2(1)", "IA-2"]
#     pci-dss-4.0: ["8.2.1"]
#     soc2: ["CC6.1", "CC6.2"]
package aws.iam.account_federation

import data.lib.finding
import data.lib.time as lib_time

deny contains finding.because("account_id", account, "a SAML provider whose metadata has not expired", way) if {
	count(people) > 0
	count(providers) == 0
	account := object.get(input.attributes, ["account_id"], null)
	way := sprintf("account %v -> no valid SAML provider, but %d users with a password: %s", [
		account,
		count(people),
		concat(", ", array.slice(sort(people), 0, 5)),
	])
}

# What is not said to be without a password counts as somebody.
people contains name if {
	some name, user in data.snapshot["aws.iam.user"]
	object.get(user.attributes, ["password_enabled"], null) != false
}

providers contains id if {
	some id, provider in data.snapshot["aws.iam.saml_provider"]
	not expired(object.get(provider.attributes, ["valid_until"], null))
}

expired(moment) if {
	lib_time.is_moment(moment)
	lib_time.days_until(moment) <= 0
}
