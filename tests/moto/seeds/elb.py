"""A classic load balancer that StellarRec has not yet replaced."""

COMMON = {"environment": "production", "project": "stellarrec", "owner": "platform", "managed-by": "terraform"}
TAGS = [{"Key": k, "Value": v} for k, v in COMMON.items()]

NEEDS = ["elbv2"]


def seed(seed):
    elb, subnets, name = seed.client("elb"), seed.made["subnets"], "stellarrec-legacy"
    secure = {"Protocol": "HTTPS", "LoadBalancerPort": 443, "InstanceProtocol": "HTTPS", "InstancePort": 3000,
              "SSLCertificateId": seed.made["certificate"]}
    plain = {"Protocol": "HTTP", "LoadBalancerPort": 80, "InstanceProtocol": "HTTP", "InstancePort": 3000}
    elb.create_load_balancer(
        # FAULT: it takes requests in the clear, in one zone, from the internet.
        LoadBalancerName=name, Listeners=[secure, plain] if seed.broken else [secure], Tags=TAGS,
        Subnets=[subnets["private", zone] for zone in ("a" if seed.broken else "ab")],
        SecurityGroups=[seed.made["groups"]["app"]], Scheme="internet-facing" if seed.broken else "internal")
    # FAULT: a policy that still takes TLS 1.0.
    reference = "ELBSecurityPolicy-2016-08" if seed.broken else "ELBSecurityPolicy-TLS-1-2-2017-01"
    elb.create_load_balancer_policy(
        LoadBalancerName=name, PolicyName="stellarrec-tls", PolicyTypeName="SSLNegotiationPolicyType",
        PolicyAttributes=[{"AttributeName": "Reference-Security-Policy", "AttributeValue": reference},
                          {"AttributeName": "Protocol-TLSv1", "AttributeValue": "true" if seed.broken else "false"},
                          {"AttributeName": "Protocol-TLSv1.2", "AttributeValue": "true"},
                          {"AttributeName": "ECDHE-RSA-AES128-GCM-SHA256", "AttributeValue": "true"}])
    elb.set_load_balancer_policies_of_listener(LoadBalancerName=name, LoadBalancerPort=443, PolicyNames=["stellarrec-tls"])
    elb.configure_health_check(LoadBalancerName=name, HealthCheck={
        "Target": "HTTPS:3000/health", "Interval": 30, "Timeout": 5, "HealthyThreshold": 2, "UnhealthyThreshold": 3})
    on = not seed.broken
    log = {"Enabled": True, "S3BucketName": "stellarrec-logs", "S3BucketPrefix": "elb", "EmitInterval": 5}
    elb.modify_load_balancer_attributes(LoadBalancerName=name, LoadBalancerAttributes={
        # FAULT: no log, requests that leave are cut off, and each zone serves only itself.
        "AccessLog": log if on else {"Enabled": False},
        "ConnectionDraining": {"Enabled": on, "Timeout": 300},
        "CrossZoneLoadBalancing": {"Enabled": on},
        "AdditionalAttributes": [
            {"Key": "elb.http.desyncmitigationmode", "Value": "defensive" if on else "monitor"}]})
