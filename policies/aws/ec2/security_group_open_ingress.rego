# METADATA
# title: Security groups open only the agreed ports to the internet
# description: >-
#   A rule open to the world is found by port scanners within minutes, and whatever listens behind
#   it, such as SSH, a database or an admin page, is tried with stolen and guessed passwords from
#   then on. Ranges so wide that they amount to the world count as the world.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# custom:
#   id: aws-ec2-security-group-open-ingress
#   severity: high
#   kinds: [aws.ec2.security_group]
#   spec: [NET-5]
#   aliases:
#     - ec2_securitygroup_allow_ingress_from_internet_to_all_ports
#     - ec2_securitygroup_allow_ingress_from_internet_to_any_port
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
#   frameworks:
#     aws-fsbp: ["EC2.18", "EC2.19"]
#     cis-aws-foundations: ["6.3", "6.4"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AC-4", "CM-7", "SC-7", "SC-7(5)", "SC-7(11)", "SC-7(16)", "SC-7(21)"]
#     pci-dss-4.0: ["1.2.5", "1.2.8", "1.3.1", "1.3.2", "1.4.2", "2.2.5"]
#     soc2: ["CC6.6"]
#   certain: true
package aws.ec2.security_group_open_ingress

import data.lib.finding
import data.lib.list
import data.lib.network

deny contains finding.new(path(rule), summary(rule), null) if {
	some rule in list.of(object.get(input.attributes, ["ingress"], null))
	count(open_sources(rule)) > 0
	not agreed(rule)
}

open_sources(rule) := [cidr |
	some cidr in [object.get(rule, ["cidr_ipv4"], null), object.get(rule, ["cidr_ipv6"], null)]
	network.world(cidr)
]

path(rule) := sprintf("ingress[%s]", [rule.security_group_rule_id]) if {
	is_string(rule.security_group_rule_id)
} else := "ingress[]"

summary(rule) := {
	"ip_protocol": object.get(rule, ["ip_protocol"], null),
	"from_port": object.get(rule, ["from_port"], null),
	"to_port": object.get(rule, ["to_port"], null),
	"source": concat(", ", open_sources(rule)),
}

# True when one entry of the spec covers the whole rule.
agreed(rule) if {
	some entry in data.spec.network.public_ingress
	protocol(rule) == entry.protocol
	covers(entry, object.get(rule, ["from_port"], null), object.get(rule, ["to_port"], null))
}

# Ports: unset and -1 mean every port, which no entry covers.
covers(entry, from_port, to_port) if {
	entry.protocol in {"tcp", "udp"}
	is_number(from_port)
	is_number(to_port)
	from_port >= 0
	from_port >= entry.from_port
	to_port >= from_port
	to_port <= entry.to_port
}

# ICMP: the "ports" are type and code.
covers(entry, type, code) if {
	entry.protocol in {"icmp", "icmpv6"}
	same_or_any(entry.from_port, type)
	same_or_any(entry.to_port, code)
}

same_or_any(wanted, _) if wanted == -1

same_or_any(wanted, value) if value == wanted

# The API takes numbers as well as names.
protocol(rule) := object.get(protocol_names, given, given) if {
	given := lower(sprintf("%v", [object.get(rule, ["ip_protocol"], null)]))
}

protocol_names := {"1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6"}
