# METADATA
# title: The internet does not reach ports of high risk on EC2 instances
# description: >-
#   A public address, a route, a network ACL and a security group together let anybody talk to a service
#   that was never meant for strangers: remote shells are guessed open, databases copied or held to
#   ransom. The evidence names the whole way in, each step of which can be closed.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/infrastructure-security.html
#   - https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
# custom:
#   id: aws-ec2-instance-exposed-ports
#   severity: critical
#   kinds: [aws.ec2.instance]
#   aliases:
#     - ec2_instance_port_cassandra_exposed_to_internet
#     - ec2_instance_port_cifs_exposed_to_internet
#     - ec2_instance_port_elasticsearch_kibana_exposed_to_internet
#     - ec2_instance_port_ftp_exposed_to_internet
#     - ec2_instance_port_kafka_exposed_to_internet
#     - ec2_instance_port_kerberos_exposed_to_internet
#     - ec2_instance_port_ldap_exposed_to_internet
#     - ec2_instance_port_memcached_exposed_to_internet
#     - ec2_instance_port_mongodb_exposed_to_internet
#     - ec2_instance_port_mysql_exposed_to_internet
#     - ec2_instance_port_oracle_exposed_to_internet
#     - ec2_instance_port_postgresql_exposed_to_internet
#     - ec2_instance_port_rdp_exposed_to_internet
#     - ec2_instance_port_redis_exposed_to_internet
#     - ec2_instance_port_sqlserver_exposed_to_internet
#     - ec2_instance_port_ssh_exposed_to_internet
#     - ec2_instance_port_telnet_exposed_to_internet
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["EC2.18", "EC2.19"]
#     cis-aws-foundations: ["6.1.2"]
#     hipaa: ["164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AC-4", "CM-7", "SC-7", "SC-7(5)"]
#     pci-dss-4.0: ["1.3.1", "1.4.2"]
#     soc2: ["CC6.6"]
package aws.ec2.instance_exposed_ports

import data.lib.finding
import data.lib.reachability
import data.lib.security_group

deny contains finding.because("public_ip", data.lib.instance.public_ip, "no way in from the internet", reason) if {
	data.lib.instance.is_there
	some exposure in data.facts.reachability.instance_exposures[input.id]
	opened := {security_group.named(entry) |
		some entry in data.spec.network.high_risk_ports
		count(reachability.leading_to({exposure}, entry.protocol, entry.from_port, entry.to_port)) > 0
	}
	count(opened) > 0
	reason := sprintf("%v -> %v", [exposure.path, concat(", ", opened)])
}

deny contains finding.unread("network_interfaces", message) if {
	data.lib.instance.is_there
	some message in data.lib.instance.unresolved
}
