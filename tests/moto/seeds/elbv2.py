"""StellarRec's load balancer: HTTPS with a current policy, HTTP that redirects, sticky targets in two zones."""

AWAY = "eu-west-1"
COMMON = {"environment": "production", "project": "stellarrec", "owner": "platform", "managed-by": "terraform"}
TAGS = [{"Key": k, "Value": v} for k, v in COMMON.items()]


def certificate(seed):
    """A certificate that another module made, or one of our own."""
    if "certificate" not in seed.made:
        made = seed.client("acm").request_certificate(
            DomainName="app.stellarrec.example", ValidationMethod="DNS", Tags=TAGS)
        seed.made["certificate"] = made["CertificateArn"]
    return seed.made["certificate"]


def seed(seed):
    elb = seed.client("elbv2")
    group = target_group(seed, elb)
    application(seed, elb, group)
    network(seed, elb)
    standby(seed)


def target_group(seed, elb):
    check = {"HealthCheckProtocol": "HTTP", "HealthCheckPath": "/health", "HealthCheckIntervalSeconds": 30,
             "HealthCheckTimeoutSeconds": 5, "HealthyThresholdCount": 2, "UnhealthyThresholdCount": 3,
             "Matcher": {"HttpCode": "200"}}
    group = elb.create_target_group(
        Name="stellarrec-app", Protocol="HTTP", Port=3000, VpcId=seed.made["vpc"], TargetType="ip", Tags=TAGS, **check)
    group = group["TargetGroups"][0]["TargetGroupArn"]
    # FAULT: a client does not stay with its target.
    elb.modify_target_group_attributes(TargetGroupArn=group, Attributes=[
        {"Key": "stickiness.enabled", "Value": "false" if seed.broken else "true"},
        {"Key": "stickiness.type", "Value": "lb_cookie"},
        {"Key": "stickiness.lb_cookie.duration_seconds", "Value": "86400"},
        {"Key": "deregistration_delay.timeout_seconds", "Value": "120"}])
    elb.register_targets(TargetGroupArn=group, Targets=[
        {"Id": "10.0.11.10", "Port": 3000}, {"Id": "10.0.12.10", "Port": 3000}])
    seed.made["target_group"] = group
    return group


def application(seed, elb, group):
    subnets = seed.made["subnets"]
    made = elb.create_load_balancer(
        Name="stellarrec", Subnets=[subnets["public", zone] for zone in "ab"], Scheme="internet-facing",
        Type="application", SecurityGroups=[balancer_group(seed)], Tags=TAGS)
    balancer = made["LoadBalancers"][0]["LoadBalancerArn"]
    seed.made["load_balancer"] = balancer
    # FAULT: no log of requests, invalid headers pass, and it may be deleted by mistake.
    on = "false" if seed.broken else "true"
    elb.modify_load_balancer_attributes(LoadBalancerArn=balancer, Attributes=[
        {"Key": "access_logs.s3.enabled", "Value": on},
        {"Key": "access_logs.s3.bucket", "Value": "" if seed.broken else "stellarrec-logs"},
        {"Key": "access_logs.s3.prefix", "Value": "" if seed.broken else "alb"},
        {"Key": "deletion_protection.enabled", "Value": on},
        {"Key": "routing.http.drop_invalid_header_fields.enabled", "Value": on},
        {"Key": "routing.http.desync_mitigation_mode", "Value": "monitor" if seed.broken else "defensive"}])
    # FAULT: a policy that still takes TLS 1.0.
    policy = "ELBSecurityPolicy-2016-08" if seed.broken else "ELBSecurityPolicy-TLS13-1-2-2021-06"
    forward = {"Type": "forward", "TargetGroupArn": group, "Order": 1,
               "ForwardConfig": {"TargetGroups": [{"TargetGroupArn": group, "Weight": 1}],
                                 "TargetGroupStickinessConfig": {"Enabled": False}}}
    secure = elb.create_listener(
        LoadBalancerArn=balancer, Protocol="HTTPS", Port=443, SslPolicy=policy, Tags=TAGS,
        Certificates=[{"CertificateArn": certificate(seed)}], DefaultActions=[forward])
    elb.create_rule(
        ListenerArn=secure["Listeners"][0]["ListenerArn"], Priority=10,
        Conditions=[{"Field": "path-pattern", "PathPatternConfig": {"Values": ["/internal/*"]}}],
        Actions=[{"Type": "fixed-response", "Order": 1,
                  "FixedResponseConfig": {"StatusCode": "403", "ContentType": "text/plain", "MessageBody": "no"}}])
    redirect = {"Type": "redirect", "Order": 1, "RedirectConfig": {
        "Protocol": "HTTPS", "Port": "443", "Host": "#{host}", "Path": "/#{path}", "Query": "#{query}",
        "StatusCode": "HTTP_301"}}
    # FAULT: plain HTTP is served and not redirected.
    elb.create_listener(LoadBalancerArn=balancer, Protocol="HTTP", Port=80, Tags=TAGS,
                        DefaultActions=[forward if seed.broken else redirect])


def balancer_group(seed):
    where = [{"Name": "group-name", "Values": ["stellarrec-alb"]}]
    return seed.client("ec2").describe_security_groups(Filters=where)["SecurityGroups"][0]["GroupId"]


def network(seed, elb):
    """An internal load balancer in front of the endpoint service."""
    subnets = seed.made["subnets"]
    made = elb.create_load_balancer(
        Name="stellarrec-api", Subnets=[subnets["private", zone] for zone in "ab"], Scheme="internal",
        Type="network", Tags=TAGS)
    balancer = made["LoadBalancers"][0]["LoadBalancerArn"]
    seed.made["network_load_balancer"] = balancer
    protect(elb, balancer, seed.broken)
    tcp(elb, balancer, "stellarrec-api", seed.made["vpc"], certificate(seed))


def protect(elb, balancer, broken):
    # FAULT: each zone sends only to its own targets.
    elb.modify_load_balancer_attributes(LoadBalancerArn=balancer, Attributes=[
        {"Key": "deletion_protection.enabled", "Value": "true"},
        {"Key": "load_balancing.cross_zone.enabled", "Value": "false" if broken else "true"}])


def tcp(elb, balancer, name, vpc, secured_by):
    group = elb.create_target_group(
        Name=name, Protocol="TCP", Port=3000, VpcId=vpc, TargetType="ip", Tags=TAGS)
    group = group["TargetGroups"][0]["TargetGroupArn"]
    secure = {"Protocol": "TLS", "Port": 443, "SslPolicy": "ELBSecurityPolicy-TLS13-1-2-2021-06",
              "Certificates": [{"CertificateArn": secured_by}]} if secured_by else {"Protocol": "TCP", "Port": 3000}
    elb.create_listener(LoadBalancerArn=balancer, Tags=TAGS,
                        DefaultActions=[{"Type": "forward", "TargetGroupArn": group}], **secure)


def standby(seed):
    """The second region waits with a load balancer of its own."""
    ec2, elb = seed.client("ec2", AWAY), seed.client("elbv2", AWAY)
    subnet = ec2.describe_subnets()["Subnets"][0]
    made = elb.create_load_balancer(
        Name="stellarrec-standby", Subnets=[subnet["SubnetId"]], Scheme="internal", Type="network", Tags=TAGS)
    balancer = made["LoadBalancers"][0]["LoadBalancerArn"]
    protect(elb, balancer, seed.broken)
    tcp(elb, balancer, "stellarrec-standby", subnet["VpcId"], None)
