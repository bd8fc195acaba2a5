#!/usr/bin/env python3
"""Fills a moto server with the StellarRec account.

usage: seed.py --endpoint http://127.0.0.1:PORT --variant compliant|broken|crowd|organization|canaries

In: a running server, which is emptied first. Out: the account, the same names and ids each time.
`compliant` is the account as its authors want it, `broken` has the faults that stand beside the
word FAULT, `crowd` has only more database instances than one page holds, `organization` has two
member accounts beside it, `canaries` has secrets wherever AWS gives them back. Any error ends the run.
"""

import argparse
import base64
import importlib
import json
import pkgutil
import urllib.request

import boto3
import seeds
from botocore.config import Config

ACCOUNT = "123456789012"
HOME, AWAY = "us-east-1", "eu-west-1"
# What a hostile colleague writes into a tag. XML can't carry ESC, but it can carry its 8-bit sister.
ESCAPE = "\x1b[31mred\x1b[0m"
HOSTILE = {"ansi": "\u009b31mred\u009b0m", "html": "<script>alert(1)</script>", "formula": "=cmd()", "bidi": "a\u202eb"}
COMMON = {"environment": "production", "project": "stellarrec", "owner": "platform", "managed-by": "terraform"}

# The ranges of policies/spec/default.yaml.
CLOUDFLARE = [
    "173.245.48.0/20", "103.21.244.0/22", "103.22.200.0/22", "103.31.4.0/22", "141.101.64.0/18", "108.162.192.0/18",
    "190.93.240.0/20", "188.114.96.0/20", "197.234.240.0/22", "198.41.128.0/17", "162.158.0.0/15", "104.16.0.0/13",
    "104.24.0.0/14", "172.64.0.0/13", "131.0.72.0/22", "2400:cb00::/32", "2606:4700::/32", "2803:f800::/32",
    "2405:b500::/32", "2405:8100::/32", "2a06:98c0::/29", "2c0f:f248::/32",
]


class Seeder:
    def __init__(self, endpoint, broken):
        self.endpoint, self.broken = endpoint, broken
        # Ids that one module makes and another needs.
        self.made = {}
        self.session = boto3.Session(aws_access_key_id="testing", aws_secret_access_key="testing")

    def client(self, service, region=HOME):
        config = Config(retries={"max_attempts": 1}, s3={"addressing_style": "path"})
        return self.session.client(service, region_name=region, endpoint_url=self.endpoint, config=config)

    def post(self, path):
        urllib.request.urlopen(urllib.request.Request(self.endpoint + path, method="POST"), timeout=30).read()

    def reset(self):
        self.post("/moto-api/reset")
        # A service draws random numbers when it is first used: use each before the seed is set.
        for region in (HOME, AWAY):
            self.client("ec2", region).describe_vpcs()
            self.client("rds", region).describe_db_instances()
            self.client("elasticache", region).describe_replication_groups()
        self.client("s3").list_buckets()
        self.client("iam").list_users()
        self.client("sns").list_topics()
        self.post("/moto-api/seed?a=1")


def tags(more=None):
    return [{"Key": k, "Value": v} for k, v in {**COMMON, **(more or {})}.items()]


def named(kind, name, more=None):
    return [{"ResourceType": kind, "Tags": tags({"Name": name, **(more or {})})}]


def drop_default_vpc(ec2):
    """Every new region of moto has a default VPC; the account of a careful team has none."""
    for vpc in ec2.describe_vpcs()["Vpcs"]:
        where = [{"Name": "vpc-id", "Values": [vpc["VpcId"]]}]
        for subnet in ec2.describe_subnets(Filters=where)["Subnets"]:
            ec2.delete_subnet(SubnetId=subnet["SubnetId"])
        ec2.delete_vpc(VpcId=vpc["VpcId"])


def network(seed):
    """The VPC with three tiers in two zones, and the security groups between them."""
    ec2 = seed.client("ec2")
    drop_default_vpc(ec2)
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16", TagSpecifications=named("vpc", "stellarrec"))["Vpc"]["VpcId"]
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    subnets = {}
    for tier, start in (("public", 1), ("private", 11), ("database", 21)):
        table = ec2.create_route_table(VpcId=vpc, TagSpecifications=named("route-table", f"stellarrec-{tier}"))
        table = table["RouteTable"]["RouteTableId"]
        for i, zone in enumerate("ab"):
            name = f"stellarrec-{tier}-{zone}"
            made = ec2.create_subnet(
                VpcId=vpc, CidrBlock=f"10.0.{start + i}.0/24", AvailabilityZone=HOME + zone,
                TagSpecifications=named("subnet", name, HOSTILE if name == "stellarrec-private-a" else None))
            subnets[tier, zone] = made["Subnet"]["SubnetId"]
            ec2.associate_route_table(RouteTableId=table, SubnetId=subnets[tier, zone])
        if tier == "public":
            ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
        if tier == "private":
            address = ec2.allocate_address(Domain="vpc")["AllocationId"]
            nat = ec2.create_nat_gateway(SubnetId=subnets["public", "a"], AllocationId=address)["NatGateway"]
            ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=nat["NatGatewayId"])
    return vpc, subnets, security_groups(seed, ec2, vpc)


def security_groups(seed, ec2, vpc):
    def group(name, permissions):
        made = ec2.create_security_group(
            GroupName=f"stellarrec-{name}", Description=f"StellarRec {name}", VpcId=vpc,
            TagSpecifications=named("security-group", f"stellarrec-{name}"))
        ec2.authorize_security_group_ingress(GroupId=made["GroupId"], IpPermissions=permissions)
        return made["GroupId"]

    def tcp(port, **sources):
        return {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **sources}

    world = [{"CidrIp": "0.0.0.0/0", "Description": "the internet"}]
    # FAULT: the load balancer takes everybody, and not only who comes through Cloudflare.
    visitors = {"IpRanges": world} if seed.broken else {
        "IpRanges": [{"CidrIp": cidr, "Description": "Cloudflare"} for cidr in CLOUDFLARE if ":" not in cidr],
        "Ipv6Ranges": [{"CidrIpv6": cidr, "Description": "Cloudflare"} for cidr in CLOUDFLARE if ":" in cidr]}
    balancer = group("alb", [tcp(443, **visitors), tcp(80, **visitors)])
    app = group("app", [tcp(3000, UserIdGroupPairs=[{"GroupId": balancer}])])
    database = group("db", [tcp(5432, UserIdGroupPairs=[{"GroupId": app}])])
    cache = group("cache", [tcp(6379, UserIdGroupPairs=[{"GroupId": app}])])
    prefix_list = ec2.create_managed_prefix_list(
        PrefixListName="offices", MaxEntries=5, AddressFamily="IPv4",
        Entries=[{"Cidr": "198.51.100.0/24"}])["PrefixList"]["PrefixListId"]
    group("bastion", [tcp(22, PrefixListIds=[{"PrefixListId": prefix_list}])])
    if seed.broken:
        # FAULT: SSH from anywhere, beside the rule from the load balancer.
        ec2.authorize_security_group_ingress(GroupId=app, IpPermissions=[tcp(22, IpRanges=world)])
        # FAULT: the database from anywhere over IPv6, beside the rule from the app.
        ec2.authorize_security_group_ingress(
            GroupId=database, IpPermissions=[tcp(5432, Ipv6Ranges=[{"CidrIpv6": "::/0"}])])
    return {"app": app, "db": database, "cache": cache}


def buckets(seed):
    s3, sns = seed.client("s3"), seed.client("sns")
    topic = sns.create_topic(Name="stellarrec-backups")["TopicArn"]
    s3.create_bucket(Bucket="stellarrec-logs")
    # moto fails on a log bucket whose policy has a principal that is plain text.
    harden(s3, "stellarrec-logs", [tls_only("stellarrec-logs", {"AWS": "*"}), log_delivery("stellarrec-logs")])
    app, backups = "stellarrec-app", "stellarrec-backups"
    s3.create_bucket(Bucket=app)
    s3.create_bucket(Bucket=backups)
    harden(s3, app, [read_by_app(app), tls_only(app)])
    harden(s3, backups, [read_by_app(backups), tls_only(backups)])
    s3.put_bucket_lifecycle_configuration(Bucket=app, LifecycleConfiguration={"Rules": [
        {"ID": "cheaper", "Status": "Enabled", "Filter": {"Prefix": "uploads/"},
         "Transitions": [{"Days": 30, "StorageClass": "STANDARD_IA"}, {"Days": 90, "StorageClass": "GLACIER"}],
         "NoncurrentVersionExpiration": {"NoncurrentDays": 60}},
        {"ID": "unfinished", "Status": "Enabled", "Filter": {"Prefix": ""},
         "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}}]})
    s3.put_bucket_lifecycle_configuration(Bucket=backups, LifecycleConfiguration={"Rules": [
        {"ID": "keep-a-year", "Status": "Enabled", "Filter": {"Prefix": ""},
         "Transitions": [{"Days": 30, "StorageClass": "GLACIER"}], "Expiration": {"Days": 365}}]})
    for bucket in (app, backups):
        s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus={
            "LoggingEnabled": {"TargetBucket": "stellarrec-logs", "TargetPrefix": f"{bucket}/"}})
    s3.put_bucket_notification_configuration(Bucket=backups, NotificationConfiguration={
        "TopicConfigurations": [{"TopicArn": topic, "Events": ["s3:ObjectCreated:*"]}]})
    away = seed.client("s3", AWAY)
    away.create_bucket(Bucket="stellarrec-replica", CreateBucketConfiguration={"LocationConstraint": AWAY})
    harden(away, "stellarrec-replica", [tls_only("stellarrec-replica")])
    if seed.broken:
        # FAULT: versioning is suspended on the app bucket.
        s3.put_bucket_versioning(Bucket=app, VersioningConfiguration={"Status": "Suspended"})
        # FAULT: no public access block on the backups bucket.
        s3.delete_public_access_block(Bucket=backups)
        # FAULT: plain HTTP is not denied there; the statement beside must survive a mend.
        put_policy(s3, backups, [read_by_app(backups)])
        # FAULT: a bucket without encryption, versioning, policy or any other setting.
        s3.create_bucket(Bucket="stellarrec-scratch")
        s3.delete_bucket_encryption(Bucket="stellarrec-scratch")
        s3.put_bucket_tagging(Bucket="stellarrec-scratch", Tagging={"TagSet": tags(
            {"html": HOSTILE["html"], "formula": HOSTILE["formula"]})})


def tls_only(bucket, everyone="*"):
    return {"Sid": "TlsOnly", "Effect": "Deny", "Principal": everyone, "Action": "s3:*",
            "Resource": [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}}}


def read_by_app(bucket):
    return {"Sid": "AppReads", "Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:role/stellarrec-app"},
            "Action": ["s3:GetObject"], "Resource": f"arn:aws:s3:::{bucket}/*"}


def log_delivery(bucket):
    return {"Sid": "LogDelivery", "Effect": "Allow", "Principal": {"Service": "logging.s3.amazonaws.com"},
            "Action": "s3:PutObject", "Resource": f"arn:aws:s3:::{bucket}/*",
            "Condition": {"StringEquals": {"aws:SourceAccount": ACCOUNT}}}


def put_policy(s3, bucket, statements):
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": statements}))


def harden(s3, bucket, statements):
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    s3.put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration={"Rules": [
        {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}, "BucketKeyEnabled": False}]})
    s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration={
        "BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True, "RestrictPublicBuckets": True})
    s3.put_bucket_ownership_controls(Bucket=bucket, OwnershipControls={
        "Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]})
    s3.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": tags()})
    put_policy(s3, bucket, statements)


def databases(seed, subnets, groups):
    rds = seed.client("rds")
    in_group = [subnets["database", "a"], subnets["database", "b"]]
    if seed.broken:
        # FAULT: the subnet group reaches into a public subnet.
        in_group[1] = subnets["public", "b"]
    rds.create_db_subnet_group(DBSubnetGroupName="stellarrec-db", DBSubnetGroupDescription="StellarRec database",
                               SubnetIds=in_group)
    rds.create_db_parameter_group(DBParameterGroupName="stellarrec-db", DBParameterGroupFamily="postgres15",
                                  Description="StellarRec database")
    rds.create_db_instance(
        DBInstanceIdentifier="stellarrec-db", Engine="postgres", EngineVersion="15.4", DBInstanceClass="db.t3.medium",
        AllocatedStorage=100, MaxAllocatedStorage=1000, StorageType="gp3", MasterUsername="stellarrec",
        MasterUserPassword="correct-horse-battery", MultiAZ=True, DeletionProtection=True,
        DBSubnetGroupName="stellarrec-db", DBParameterGroupName="stellarrec-db", VpcSecurityGroupIds=[groups["db"]],
        MonitoringInterval=60, MonitoringRoleArn=f"arn:aws:iam::{ACCOUNT}:role/stellarrec-app",
        EnablePerformanceInsights=True, AutoMinorVersionUpgrade=True, CopyTagsToSnapshot=True,
        EnableIAMDatabaseAuthentication=True, Tags=tags(),
        # FAULT: open to the internet.
        PubliclyAccessible=seed.broken,
        # FAULT: stored in the clear.
        StorageEncrypted=not seed.broken,
        # FAULT: backups are kept for a day.
        BackupRetentionPeriod=1 if seed.broken else 7)
    rds.create_db_instance_read_replica(
        DBInstanceIdentifier="stellarrec-db-replica", SourceDBInstanceIdentifier="stellarrec-db",
        DBInstanceClass="db.t3.medium", PubliclyAccessible=False, Tags=tags())


def cache(seed, subnets, groups):
    elasticache = seed.client("elasticache")
    elasticache.create_cache_subnet_group(
        CacheSubnetGroupName="stellarrec-redis", CacheSubnetGroupDescription="StellarRec cache",
        SubnetIds=[subnets["private", "a"], subnets["private", "b"]])
    # FAULT: neither encrypted at rest nor in transit, no token, and the parameter group of AWS.
    safe = {"AtRestEncryptionEnabled": False, "TransitEncryptionEnabled": False}
    if not seed.broken:
        safe = {"AtRestEncryptionEnabled": True, "TransitEncryptionEnabled": True, "AuthToken": "averylongauthtoken12345",
                "CacheParameterGroupName": "stellarrec-redis"}
    elasticache.create_replication_group(
        ReplicationGroupId="stellarrec-redis", ReplicationGroupDescription="StellarRec cache", Engine="redis",
        EngineVersion="7.0", CacheNodeType="cache.t3.micro", NumNodeGroups=1, ReplicasPerNodeGroup=1,
        AutomaticFailoverEnabled=True, MultiAZEnabled=True, CacheSubnetGroupName="stellarrec-redis",
        SecurityGroupIds=[groups["cache"]], Tags=tags(),
        LogDeliveryConfigurations=[{
            "LogType": "slow-log", "DestinationType": "cloudwatch-logs", "LogFormat": "json",
            "DestinationDetails": {"CloudWatchLogsDetails": {"LogGroup": "/stellarrec/redis"}}}],
        # FAULT: no snapshots.
        SnapshotRetentionLimit=0 if seed.broken else 5, **safe)


def policy_document(actions, resources, condition=None):
    statement = {"Effect": "Allow", "Action": actions, "Resource": resources}
    if condition:
        statement["Condition"] = condition
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def trust(principal):
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}]})


def identities(seed):
    iam = seed.client("iam")
    iam.create_account_alias(AccountAlias="stellarrec-production")
    files = iam.create_policy(
        PolicyName="stellarrec-files", Path="/stellarrec/",
        PolicyDocument=policy_document(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::stellarrec-app/*"))
    files = files["Policy"]["Arn"]
    iam.create_role(RoleName="stellarrec-app", Path="/stellarrec/", Tags=tags(),
                    AssumeRolePolicyDocument=trust({"Service": "ec2.amazonaws.com"}))
    iam.attach_role_policy(RoleName="stellarrec-app", PolicyArn=files)
    # Managed by AWS, and in use here.
    iam.attach_role_policy(RoleName="stellarrec-app",
                           PolicyArn="arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore")
    iam.put_role_policy(RoleName="stellarrec-app", PolicyName="write-logs", PolicyDocument=policy_document(
        ["logs:PutLogEvents"], f"arn:aws:logs:{HOME}:{ACCOUNT}:log-group:/stellarrec/*"))
    iam.create_service_linked_role(AWSServiceName="rds.amazonaws.com")
    iam.create_group(GroupName="operators")
    iam.create_user(UserName="ada", Tags=tags())
    iam.add_user_to_group(GroupName="operators", UserName="ada")
    iam.put_user_policy(UserName="ada", PolicyName="read-metrics", PolicyDocument=policy_document(
        ["cloudwatch:GetMetricData"], "*", {"StringNotEquals": {"aws:PrincipalTag/team": ESCAPE}}))
    if seed.broken:
        # FAULT: a policy that allows everything, attached to a role.
        everything = iam.create_policy(PolicyName="everything", PolicyDocument=policy_document("*", "*"))
        # FAULT: a role that anybody may assume.
        iam.create_role(RoleName="open-door", AssumeRolePolicyDocument=trust({"AWS": "*"}),
                        Tags=[{"Key": "note", "Value": "=cmd()"}])
        iam.attach_role_policy(RoleName="open-door", PolicyArn=everything["Policy"]["Arn"])
        # FAULT: a user who is administrator by an inline policy.
        iam.create_user(UserName="mallory")
        iam.put_user_policy(UserName="mallory", PolicyName="admin", PolicyDocument=policy_document("*", "*"))


def elsewhere(seed):
    """A second region in use: one VPC with a subnet, and its default group."""
    ec2 = seed.client("ec2", AWAY)
    drop_default_vpc(ec2)
    vpc = ec2.create_vpc(CidrBlock="10.9.0.0/16", TagSpecifications=named("vpc", "stellarrec-standby"))["Vpc"]["VpcId"]
    ec2.create_subnet(VpcId=vpc, CidrBlock="10.9.1.0/24", AvailabilityZone=AWAY + "a",
                      TagSpecifications=named("subnet", "stellarrec-standby-a"))


def crowd(seed):
    """A hundred instances fill the largest page that RDS gives."""
    rds = seed.client("rds")
    for i in range(103):
        rds.create_db_instance(DBInstanceIdentifier=f"crowd-{i:03}", Engine="postgres", DBInstanceClass="db.t3.micro",
                               AllocatedStorage=20, MasterUsername="crowd", MasterUserPassword="correct-horse")


def organization(seed):
    """Two member accounts beside the first, and in each of the three a bucket that is named after it."""
    organizations, sts = seed.client("organizations"), seed.client("sts")
    organizations.create_organization(FeatureSet="ALL")
    seed.client("s3").create_bucket(Bucket=f"audited-{ACCOUNT}")
    for name in ("one", "two"):
        made = organizations.create_account(AccountName=name, Email=f"{name}@example.test")
        account = made["CreateAccountStatus"]["AccountId"]
        role = sts.assume_role(RoleArn=f"arn:aws:iam::{account}:role/audit", RoleSessionName="seed")["Credentials"]
        session = boto3.Session(
            aws_access_key_id=role["AccessKeyId"], aws_secret_access_key=role["SecretAccessKey"],
            aws_session_token=role["SessionToken"], region_name=HOME)
        session.client("s3", endpoint_url=seed.endpoint).create_bucket(Bucket=f"audited-{account}")


def canaries(seed):
    """Secrets in every place that AWS gives back and nobody may keep. Each holds the word CANARY."""
    ec2, autoscaling, rds = seed.client("ec2"), seed.client("autoscaling"), seed.client("rds")
    script = "#!/bin/bash\nexport TOKEN=CANARY-user-data\nyum install -y docker\n"
    encoded = base64.b64encode(script.encode()).decode()
    ec2.create_launch_template(LaunchTemplateName="canary", LaunchTemplateData={
        "ImageId": "ami-12345678", "InstanceType": "t3.medium", "UserData": encoded})
    ec2.run_instances(ImageId="ami-12345678", MinCount=1, MaxCount=1, UserData=script)
    autoscaling.create_launch_configuration(
        LaunchConfigurationName="canary", ImageId="ami-12345678", InstanceType="t3.medium", UserData=script)
    rds.create_db_instance(
        DBInstanceIdentifier="canary", Engine="postgres", DBInstanceClass="db.t3.micro", AllocatedStorage=20,
        MasterUsername="someone", MasterUserPassword="CANARY-db-password")
    seed.client("elasticache").create_replication_group(
        ReplicationGroupId="canary", ReplicationGroupDescription="canary", Engine="redis", NumNodeGroups=1,
        CacheNodeType="cache.t3.micro", TransitEncryptionEnabled=True, AuthToken="CANARY-auth-token-1234")
    seed.client("elasticache").create_user(
        UserId="canary", UserName="canary", Engine="redis", AccessString="on ~* +@all",
        Passwords=["CANARY-redis-password"])
    ssm = seed.client("ssm")
    ssm.put_parameter(Name="/canary/plain", Value="CANARY-parameter-plain", Type="String")
    ssm.put_parameter(Name="/canary/secret", Value="CANARY-parameter-secure", Type="SecureString")
    ssm.create_document(Name="canary", DocumentType="Command", DocumentFormat="JSON", Content=json.dumps({
        "schemaVersion": "2.2", "description": "x", "mainSteps": [{
            "action": "aws:runShellScript", "name": "x", "inputs": {"runCommand": ["echo password=CANARY-document"]}}]}))
    sns = seed.client("sns")
    topic = sns.create_topic(Name="canary")["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="https", Endpoint="https://hooks.example.test/services/CANARY-hook-token")
    iam = seed.client("iam")
    iam.create_user(UserName="canary")
    iam.create_login_profile(UserName="canary", Password="CANARY-login-password")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--endpoint", required=True)
    parser.add_argument("--variant", choices=["compliant", "broken", "crowd", "organization", "canaries"], required=True)
    args = parser.parse_args()
    seed = Seeder(args.endpoint, args.variant == "broken")
    seed.reset()
    others = {"crowd": crowd, "organization": organization, "canaries": canaries}
    if args.variant in others:
        others[args.variant](seed)
        return
    vpc, subnets, groups = network(seed)
    identities(seed)
    buckets(seed)
    databases(seed, subnets, groups)
    cache(seed, subnets, groups)
    elsewhere(seed)
    seed.made.update(vpc=vpc, subnets=subnets, groups=groups)
    # Each module of seeds/ has `seed(seed)`, and `NEEDS`: modules that must have run before it.
    modules = {m.name: importlib.import_module(f"seeds.{m.name}") for m in pkgutil.iter_modules(seeds.__path__)}
    done = set()

    def run(name):
        if name not in done:
            done.add(name)
            for needed in getattr(modules[name], "NEEDS", []):
                run(needed)
            modules[name].seed(seed)

    for name in sorted(modules):
        run(name)


if __name__ == "__main__":
    main()
