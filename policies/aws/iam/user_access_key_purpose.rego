# METADATA
# title: Access keys of IAM users only serve to get short-lived credentials
# description: >-
#   A key that a program uses directly works from wherever it is copied to, for years. Roles hand out
#   credentials that end by themselves. The service of the last use is looked at, for AWS tells no
#   more of a key.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles
# custom:
#   id: aws-iam-user-access-key-purpose
#   severity: medium
#   kinds: [aws.iam.user]
#   spec: [IAM-2]
#   aliases: [iam_user_with_temporary_credentials]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(B)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.5.18", "A.8.2"]
#     nist-800-53-r5: ["AC-3", "AC-6", "AC-6(10)"]
#     pci-dss-4.0: ["7.2.1", "7.2.2"]
#     soc2: ["CC6.3"]
package aws.iam.user_access_key_purpose

import data.lib.credentials
import data.lib.finding

deny contains finding.new(credentials.path(key, "last_used_service"), service, wanted) if {
	some key in credentials.live(object.get(input.attributes, ["access_keys"], null))
	service := object.get(key, ["last_used_service"], null)
	is_string(service)
	not lower(service) in allowed
	wanted := sprintf("one of %s; a role for everything else", [concat(", ", sort(allowed))])
}

# Of a key that was used without a word about the service nothing can be said.
deny contains finding.unread(credentials.path(key, "last_used_service"), "the answer does not tell what the key was used for") if {
	some key in credentials.live(object.get(input.attributes, ["access_keys"], null))
	not credentials.never_used(key)
	not is_string(object.get(key, ["last_used_service"], null))
}

allowed := {lower(service) | some service in data.spec.iam.credentials.access_key_services}
