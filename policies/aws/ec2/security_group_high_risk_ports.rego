# METADATA
# title: Security groups keep ports of high risk closed to the internet
# description: >-
#   Remote shells, databases, caches and file shares are what scanners look for first, and many let in
#   whoever asks or fall to a guessed password. Once such a port is open to the world, machines are
#   taken over or data is held to ransom within hours.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
#   - https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html
# custom:
#   id: aws-ec2-security-group-high-risk-ports
#   severity: critical
#   kinds: [aws.ec2.security_group]
#   spec: [NET-5]
#   aliases:
#     - ec2_securitygroup_allow_ingress_from_internet_to_high_risk_tcp_ports
#     - ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22
#     - ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_3389
#     - ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_cassandra_7199_9160_8888
#     - ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_elasticsearch_kibana_9200_9300_5601
#     - ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_ftp_20_21
#     - ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_kafka_9092
#     - ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_memcached_11211
#     - ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_mongodb_27017_27018
#     - ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_mysql_3306
#     - ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_oracle_1521_2483
#     - ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_postgres_5432
#     - ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_redis_6379
#     - ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_sql_server_1433_1434
#     - ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_telnet_23
#   remediation: guarded
#   certain: true
#   frameworks:
#     aws-fsbp: ["EC2.18", "EC2.19"]
#     cis-aws-foundations: ["6.3", "6.4"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AC-4", "CM-7", "SC-7", "SC-7(5)", "SC-7(11)", "SC-7(16)", "SC-7(21)"]
#     pci-dss-4.0: ["1.2.8", "1.3.1", "1.3.2", "1.4.2"]
#     soc2: ["CC6.6"]
package aws.ec2.security_group_high_risk_ports

import data.lib.finding
import data.lib.list
import data.lib.network
import data.lib.network_rule
import data.lib.security_group

deny contains finding.because(security_group.path("ingress", rule), security_group.summary(rule, sources), null, reason) if {
	some rule in rules
	sources := open_sources(rule)
	count(sources) > 0
	ports := opened(rule)
	count(ports) > 0
	reason := sprintf("the rule opens %v", [concat(", ", ports)])
}

deny contains finding.unread(security_group.path("ingress", rule), message) if {
	some rule in rules
	count(open_sources(rule)) == 0
	some list_id in network_rule.unknown_lists(rule)
	count(opened(rule)) > 0
	message := sprintf("prefix list %v is not in the snapshot", [list_id])
}

rules := list.of(object.get(input.attributes, ["ingress"], null))

opened(rule) := {security_group.named(entry) |
	protocol := network.protocol(object.get(rule, ["ip_protocol"], null))
	ports := network.port_range(rule)
	some entry in data.spec.network.high_risk_ports
	ports.from_port <= entry.to_port
	ports.to_port >= entry.from_port
	protocol in {"-1", entry.protocol}
}

open_sources(rule) := [cidr |
	some cidr in network_rule.cidrs_of_rule(rule)
	network.world(cidr)
]
