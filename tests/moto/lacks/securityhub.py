"""Security Hub: standards, which moto does not know."""

from answers import as_json, json_error
from moto.securityhub.models import securityhub_backends

ACCOUNT = "123456789012"
DEFAULT = ["ruleset/cis-aws-foundations-benchmark/v/1.2.0",
           "standards/aws-foundational-security-best-practices/v/1.0.0"]


def standards(request):
    """Who subscribes with the default standards has these two."""
    region = request.region
    hub = securityhub_backends[ACCOUNT][region]
    if not hub.enabled:
        return json_error("InvalidAccessException", f"Account {ACCOUNT} is not subscribed to AWS Security Hub", 401)
    enabled = []
    for standard in DEFAULT:
        kind, rest = standard.split("/", 1)
        # The oldest standard is the same in all regions.
        arn = f"arn:aws:securityhub:::{standard}" if kind == "ruleset" else f"arn:aws:securityhub:{region}::{standard}"
        subscription = f"arn:aws:securityhub:{region}:{ACCOUNT}:subscription/{rest}"
        enabled.append({"StandardsArn": arn, "StandardsSubscriptionArn": subscription, "StandardsStatus": "READY",
                        "StandardsInput": {}})
    return as_json({"StandardsSubscriptions": enabled})


REST_ANSWERS = [("securityhub", "POST", r"/standards/get", standards)]
