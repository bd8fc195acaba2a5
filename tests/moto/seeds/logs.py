"""Log groups, what is counted in them, and who may write there."""

import json

from seed import ACCOUNT, COMMON, HOME

KEY = f"arn:aws:kms:{HOME}:{ACCOUNT}:key/11111111-2222-3333-4444-555555555555"
COUNTED = {
    "RootUse": '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
    "UnauthorizedCalls": '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
}


def seed(seed):
    logs = seed.client("logs")
    for name, days in (("app", 30), ("redis", 30), ("audit", 365)):
        logs.create_log_group(logGroupName=f"/stellarrec/{name}", tags=COMMON, kmsKeyId=KEY)
        logs.put_retention_policy(logGroupName=f"/stellarrec/{name}", retentionInDays=days)
    for metric, pattern in COUNTED.items():
        logs.put_metric_filter(
            logGroupName="/stellarrec/audit", filterName=f"stellarrec-{metric.lower()}", filterPattern=pattern,
            metricTransformations=[{
                "metricName": metric, "metricNamespace": "StellarRec", "metricValue": "1", "defaultValue": 0.0}])
    policy = {"Sid": "Delivery", "Effect": "Allow", "Principal": {"Service": "delivery.logs.amazonaws.com"},
              "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
              "Resource": f"arn:aws:logs:{HOME}:{ACCOUNT}:log-group:/stellarrec/*",
              "Condition": {"StringEquals": {"aws:SourceAccount": ACCOUNT}}}
    if seed.broken:
        # FAULT: a group whose events never expire, in the clear.
        logs.create_log_group(logGroupName="/stellarrec/debug")
        # FAULT: anybody may write to every group.
        policy = {**policy, "Principal": "*", "Resource": "*"}
        del policy["Condition"]
    logs.put_resource_policy(policyName="stellarrec-delivery", policyDocument=json.dumps(
        {"Version": "2012-10-17", "Statement": [policy]}))
