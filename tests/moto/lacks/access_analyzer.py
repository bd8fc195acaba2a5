"""IAM Access Analyzer, which moto does not have: analyzers, and whether they found something.

A seed makes a finding with `POST /trueline/finding?analyzer=NAME`.
"""

import json

from answers import as_json
from lacks.iam import remembered


def create(request):
    analyzers = remembered("analyzers")
    given = json.loads(request.body)
    arn = f"arn:aws:access-analyzer:{request.region}:123456789012:analyzer/{given['analyzerName']}"
    analyzers[arn] = {
        "arn": arn, "name": given["analyzerName"], "type": given["type"], "createdAt": "2026-01-02T03:04:05Z",
        "status": "ACTIVE", "tags": given.get("tags", {})}
    return as_json({"arn": arn})


def analyzers(request):
    here = [a for arn, a in remembered("analyzers").items() if f":{request.region}:" in arn]
    return as_json({"analyzers": here})


def find(request):
    remembered("findings")[request.query["analyzer"][0]] = True
    return 200, "text/plain", ""


def findings(request):
    name = json.loads(request.body)["analyzerArn"].split("/")[-1]
    found = [{
        "id": "f-1", "analyzedAt": "2026-01-02T03:04:05Z", "createdAt": "2026-01-02T03:04:05Z",
        "updatedAt": "2026-01-02T03:04:05Z", "resourceType": "AWS::IAM::Role", "resourceOwnerAccount": "123456789012",
        "status": "ACTIVE", "findingType": "ExternalAccess"}] if name in remembered("findings") else []
    return as_json({"findings": found})


REST_ANSWERS = [
    ("access-analyzer", "PUT", "/analyzer", create),
    ("access-analyzer", "GET", "/analyzer", analyzers),
    ("access-analyzer", "POST", "/findingv2", findings),
    ("", "POST", "/trueline/finding", find),
]
