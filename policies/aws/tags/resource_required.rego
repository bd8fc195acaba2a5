# METADATA
# title: Resources have the tags that the spec asks for
# description: >-
#   Who owns this, and may it go? Without tags nobody can tell: costs are shared by guesswork,
#   clean-ups take down what was in use, and in an incident nobody knows whom to call.
# related_resources:
#   - https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
# custom:
#   id: aws-tags-resource-required
#   severity: low
#   kinds:
#     - aws.accessanalyzer.analyzer
#     - aws.acm.certificate
#     - aws.autoscaling.group
#     - aws.backup.plan
#     - aws.backup.vault
#     - aws.budgets.budget
#     - aws.cloudtrail.trail
#     - aws.cloudwatch.composite_alarm
#     - aws.cloudwatch.dashboard
#     - aws.cloudwatch.metric_alarm
#     - aws.ec2.client_vpn_endpoint
#     - aws.ec2.ebs_snapshot
#     - aws.ec2.ebs_volume
#     - aws.ec2.egress_only_internet_gateway
#     - aws.ec2.flow_log
#     - aws.ec2.instance
#     - aws.ec2.internet_gateway
#     - aws.ec2.key_pair
#     - aws.ec2.launch_template
#     - aws.ec2.managed_prefix_list
#     - aws.ec2.nat_gateway
#     - aws.ec2.network_acl
#     - aws.ec2.route_table
#     - aws.ec2.security_group
#     - aws.ec2.subnet
#     - aws.ec2.transit_gateway
#     - aws.ec2.vpc
#     - aws.ec2.vpc_endpoint_service
#     - aws.ec2.vpc_peering_connection
#     - aws.ec2.vpn_connection
#     - aws.elasticache.cluster
#     - aws.elasticache.parameter_group
#     - aws.elasticache.replication_group
#     - aws.elasticache.snapshot
#     - aws.elasticache.subnet_group
#     - aws.elasticache.user
#     - aws.elasticache.user_group
#     - aws.elb.load_balancer
#     - aws.elbv2.listener
#     - aws.elbv2.load_balancer
#     - aws.elbv2.target_group
#     - aws.guardduty.detector
#     - aws.iam.openid_connect_provider
#     - aws.iam.policy
#     - aws.iam.role
#     - aws.iam.saml_provider
#     - aws.iam.server_certificate
#     - aws.iam.user
#     - aws.logs.log_group
#     - aws.rds.cluster
#     - aws.rds.cluster_parameter_group
#     - aws.rds.cluster_snapshot
#     - aws.rds.event_subscription
#     - aws.rds.instance
#     - aws.rds.parameter_group
#     - aws.rds.snapshot
#     - aws.rds.subnet_group
#     - aws.s3.access_point
#     - aws.s3.bucket
#     - aws.sns.topic
#     - aws.ssm.document
#     - aws.ssm.parameter
#   spec: [OPS-1]
#   remediation: guarded
package aws.tags.resource_required

import data.lib.tags

deny contains entry if some entry in tags.shortcomings(input)
