"""StellarRec's network beside its subnets and groups: what watches it and what joins it to others."""

import json

ACCOUNT = "123456789012"
AWAY = "eu-west-1"
COMMON = {"environment": "production", "project": "stellarrec", "owner": "platform", "managed-by": "terraform"}

NEEDS = ["elbv2"]


def tags(kind, name, **more):
    given = {**COMMON, "Name": name, **more}
    return [{"ResourceType": kind, "Tags": [{"Key": k, "Value": v} for k, v in given.items()]}]


def seed(seed):
    ec2, vpc = seed.client("ec2"), seed.made["vpc"]
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
    ec2.associate_vpc_cidr_block(VpcId=vpc, AmazonProvidedIpv6CidrBlock=True)
    gateways(seed, ec2, vpc)
    access_lists(seed, ec2, vpc)
    logs(seed, ec2, vpc)
    endpoints(seed, ec2, vpc)
    joined(seed, ec2, vpc)
    clients(seed, ec2, vpc)
    if seed.broken:
        # FAULT: every interface of a public subnet gets a public address.
        ec2.modify_subnet_attribute(SubnetId=seed.made["subnets"]["public", "b"], MapPublicIpOnLaunch={"Value": True})


def gateways(seed, ec2, vpc):
    """The network has one NAT gateway; a careful team has one in each zone."""
    ec2.create_egress_only_internet_gateway(
        VpcId=vpc, TagSpecifications=tags("egress-only-internet-gateway", "stellarrec-egress"))
    if seed.broken:
        # FAULT: the zone b has no NAT gateway of its own.
        return
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    subnet = seed.made["subnets"]["public", "b"]
    nat = ec2.create_nat_gateway(
        SubnetId=subnet, AllocationId=address, TagSpecifications=tags("natgateway", "stellarrec-b"))
    seed.made["nat_gateway_b"] = nat["NatGateway"]["NatGatewayId"]


def access_lists(seed, ec2, vpc):
    acl = ec2.create_network_acl(VpcId=vpc, TagSpecifications=tags("network-acl", "stellarrec-database"))
    acl = acl["NetworkAcl"]["NetworkAclId"]

    def rule(number, cidr, ports, egress=False, action="allow"):
        ec2.create_network_acl_entry(
            NetworkAclId=acl, RuleNumber=number, Protocol="6", RuleAction=action, Egress=egress, CidrBlock=cidr,
            PortRange={"From": ports[0], "To": ports[1]})

    rule(100, "10.0.0.0/16", (5432, 5432))
    rule(100, "10.0.0.0/16", (1024, 65535), egress=True)
    if seed.broken:
        # FAULT: SSH from anywhere.
        rule(110, "0.0.0.0/0", (22, 22))
    own = {seed.made["subnets"]["database", zone] for zone in "ab"}
    for known in ec2.describe_network_acls(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["NetworkAcls"]:
        for association in known["Associations"]:
            if association["SubnetId"] in own:
                ec2.replace_network_acl_association(
                    AssociationId=association["NetworkAclAssociationId"], NetworkAclId=acl)


def logs(seed, ec2, vpc):
    client, group = seed.client("logs"), "/stellarrec/flow-logs"
    client.create_log_group(logGroupName=group, tags=COMMON)
    client.put_retention_policy(logGroupName=group, retentionInDays=365)
    # FAULT: only what is refused is logged.
    traffic = "REJECT" if seed.broken else "ALL"
    ec2.create_flow_logs(
        ResourceType="VPC", ResourceIds=[vpc], TrafficType=traffic, LogGroupName=group,
        DeliverLogsPermissionArn=f"arn:aws:iam::{ACCOUNT}:role/stellarrec-app",
        TagSpecifications=tags("vpc-flow-log", "stellarrec"))
    if seed.broken:
        # FAULT: nothing is logged in the second region.
        return
    away = seed.client("ec2", AWAY)
    standby = away.describe_vpcs()["Vpcs"][0]["VpcId"]
    away.create_flow_logs(
        ResourceType="VPC", ResourceIds=[standby], TrafficType="ALL", LogDestinationType="s3",
        LogDestination="arn:aws:s3:::stellarrec-logs", MaxAggregationInterval=60,
        TagSpecifications=tags("vpc-flow-log", "stellarrec-standby"))


def endpoints(seed, ec2, vpc):
    tables = ec2.describe_route_tables(Filters=[{"Name": "tag:Name", "Values": ["stellarrec-private"]}])
    everybody = {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}
    own = {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*",
                          "Condition": {"StringEquals": {"aws:PrincipalAccount": ACCOUNT}}}]}
    # FAULT: anybody may do anything through the endpoint.
    policy = everybody if seed.broken else own
    ec2.create_vpc_endpoint(
        VpcId=vpc, ServiceName="com.amazonaws.us-east-1.s3", VpcEndpointType="Gateway",
        RouteTableIds=[tables["RouteTables"][0]["RouteTableId"]], PolicyDocument=json.dumps(policy),
        TagSpecifications=tags("vpc-endpoint", "stellarrec-s3"))
    subnets = seed.made["subnets"]
    # FAULT: the endpoint stands in one zone.
    zones = "a" if seed.broken else "ab"
    ec2.create_vpc_endpoint(
        VpcId=vpc, ServiceName="com.amazonaws.us-east-1.ec2", VpcEndpointType="Interface",
        SubnetIds=[subnets["private", zone] for zone in zones], SecurityGroupIds=[seed.made["groups"]["app"]],
        PrivateDnsEnabled=True, PolicyDocument=json.dumps(own), TagSpecifications=tags("vpc-endpoint", "stellarrec-ec2"))
    service = ec2.create_vpc_endpoint_service_configuration(
        AcceptanceRequired=not seed.broken, NetworkLoadBalancerArns=[seed.made["network_load_balancer"]],
        TagSpecifications=tags("vpc-endpoint-service", "stellarrec-api"))["ServiceConfiguration"]["ServiceId"]
    # FAULT: anybody may make an endpoint to the service, and is accepted.
    friend = "*" if seed.broken else f"arn:aws:iam::{ACCOUNT}:root"
    ec2.modify_vpc_endpoint_service_permissions(ServiceId=service, AddAllowedPrincipals=[friend])


def joined(seed, ec2, vpc):
    other = ec2.create_vpc(CidrBlock="10.8.0.0/16", TagSpecifications=tags("vpc", "stellarrec-tools"))["Vpc"]["VpcId"]
    ec2.create_flow_logs(
        ResourceType="VPC", ResourceIds=[other], TrafficType="ALL", LogGroupName="/stellarrec/flow-logs",
        DeliverLogsPermissionArn=f"arn:aws:iam::{ACCOUNT}:role/stellarrec-app",
        TagSpecifications=tags("vpc-flow-log", "stellarrec-tools"))
    peering = ec2.create_vpc_peering_connection(
        VpcId=other, PeerVpcId=vpc, TagSpecifications=tags("vpc-peering-connection", "stellarrec-tools"))
    peering = peering["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
    # FAULT: attachments of other accounts are accepted unseen.
    accepts = "enable" if seed.broken else "disable"
    transit = ec2.create_transit_gateway(
        Description="StellarRec offices", Options={"AutoAcceptSharedAttachments": accepts},
        TagSpecifications=tags("transit-gateway", "stellarrec"))["TransitGateway"]["TransitGatewayId"]
    customer = ec2.create_customer_gateway(BgpAsn=65000, PublicIp="198.51.100.7", Type="ipsec.1")
    # FAULT: one of the two tunnels is down.
    more = {"down": "1"} if seed.broken else {}
    ec2.create_vpn_connection(
        CustomerGatewayId=customer["CustomerGateway"]["CustomerGatewayId"], Type="ipsec.1", TransitGatewayId=transit,
        TagSpecifications=tags("vpn-connection", "stellarrec-office", **more))


def clients(seed, ec2, vpc):
    # FAULT: nobody notes who connects.
    log = {"Enabled": True, "CloudwatchLogGroup": "/stellarrec/flow-logs", "CloudwatchLogStream": "client-vpn"}
    certificate = seed.made["certificate"]
    ec2.create_client_vpn_endpoint(
        ClientCidrBlock="10.200.0.0/22", ServerCertificateArn=certificate, Description="StellarRec operators",
        AuthenticationOptions=[{"Type": "certificate-authentication",
                                "MutualAuthentication": {"ClientRootCertificateChainArn": certificate}}],
        ConnectionLogOptions={"Enabled": False} if seed.broken else log, SplitTunnel=True, VpcId=vpc,
        SecurityGroupIds=[seed.made["groups"]["app"]], TagSpecifications=tags("client-vpn-endpoint", "stellarrec"))
