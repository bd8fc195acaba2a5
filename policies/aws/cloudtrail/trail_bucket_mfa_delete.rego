# METADATA
# title: Buckets of trails ask for a second factor before they delete
# description: >-
#   Who holds a key with enough rights can delete the log for good, with all its versions. MFA
#   delete asks for a code that no stolen key brings along.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html
# custom:
#   id: aws-cloudtrail-trail-bucket-mfa-delete
#   severity: medium
#   kinds: [aws.cloudtrail.trail]
#   aliases:
#     - cloudtrail_bucket_requires_mfa_delete
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)", "164.312(b)", "164.312(c)(1)"]
#     iso27001-2022: ["A.5.33", "A.8.13", "A.8.15"]
#     nist-800-53-r5: ["AU-9", "CP-9", "CP-10", "SI-7", "SI-12"]
#     pci-dss-4.0: ["10.3.2", "10.3.4"]
#     soc2: ["A1.2", "CC7.2", "PI1.5"]
package aws.cloudtrail.trail_bucket_mfa_delete

import data.facts.trails
import data.lib.finding

deny contains finding.because("s3_bucket_name", name, "a bucket with versions and MFA delete", reason) if {
	status := object.get(bucket, ["versioning", "status"], null)
	factor := object.get(bucket, ["versioning", "mfa_delete"], null)
	[status, factor] != ["Enabled", "Enabled"]
	reason := sprintf("trail %v -> bucket %v -> versioning %v, MFA delete %v", [input.name, name, status, factor])
}

# The bucket of another account, or of another region, is not held.
deny contains finding.unread("s3_bucket_name", message) if {
	message := trails.bucket_unread[input.id]
}

name := object.get(input.attributes, ["s3_bucket_name"], null)

bucket := data.snapshot["aws.s3.bucket"][name].attributes
