# METADATA
# title: Launch templates install what the application needs
# description: >-
#   A machine that comes up without the software that runs the application never becomes healthy, and
#   the group replaces it for ever: the first failure or scaling after the change takes the site down.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
# custom:
#   id: aws-ec2-launch-template-user-data
#   severity: medium
#   kinds: [aws.ec2.launch_template]
#   spec: [COMP-1]
#   remediation: manual
#   frameworks: {iso27001-2022: ["A.8.9"], nist-800-53-r5: ["CM-2"]}
package aws.ec2.launch_template_user_data

import data.lib.finding
import data.lib.machine

deny contains finding.new(sprintf("%s.user_data_present", [name]), object.get(says, ["user_data_present"], null), true) if {
	count(data.spec.ec2.launch_template.user_data_installs) > 0
	some name, says in machine.versions(input.attributes)
	object.get(says, ["user_data_present"], null) != true
}

deny contains finding.new(sprintf("%s.user_data_installs_docker", [name]), object.get(says, ["user_data_installs_docker"], null), true) if {
	"docker" in data.spec.ec2.launch_template.user_data_installs
	some name, says in machine.versions(input.attributes)
	object.get(says, ["user_data_present"], null) == true
	object.get(says, ["user_data_installs_docker"], null) != true
}

deny contains finding.new(sprintf("%s.user_data_installs_nodejs", [name]), object.get(says, ["user_data_installs_nodejs"], null), true) if {
	"nodejs" in data.spec.ec2.launch_template.user_data_installs
	some name, says in machine.versions(input.attributes)
	object.get(says, ["user_data_present"], null) == true
	object.get(says, ["user_data_installs_nodejs"], null) != true
}
