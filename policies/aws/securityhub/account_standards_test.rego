package aws.securityhub.account_standards_test

import data.aws.securityhub.account_standards

deny(standards) := found if {
	found := account_standards.deny with input as {"attributes": {"enabled_standards": standards}}
		with data.spec as {"detection": {"securityhub_standards": ["cis-aws-foundations-benchmark"]}}
}

cis := "arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0"

fsbp := "arn:aws:securityhub:eu-west-1::standards/aws-foundational-security-best-practices/v/1.0.0"

standard(arn, status) := {"standards_arn": arn, "standards_status": status}

failure(actual) := {{"path": "enabled_standards", "actual": actual, "expected": "cis-aws-foundations-benchmark, ready"}}

test_the_wanted_standard_passes if deny([standard(cis, "READY"), standard(fsbp, "FAILED")]) == set()

test_other_or_unready_standards_fail if {
	deny([]) == failure([])
	deny(null) == failure([])
	deny([standard(fsbp, "READY")]) == failure([fsbp])
	deny([standard(cis, "PENDING")]) == failure([])
	deny([standard(null, "READY")]) == failure([])
	deny([standard("arn:aws:securityhub:::ruleset/not-cis-aws-foundations-benchmark/v/1", "READY")]) == failure(["arn:aws:securityhub:::ruleset/not-cis-aws-foundations-benchmark/v/1"])
}
