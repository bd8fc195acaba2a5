"""Systems Manager: managed nodes and how they comply.

Real nodes register by their agent. Here a node is whatever compliance was reported of.
"""

from answers import as_json
from moto.ssm.models import Document, ssm_backends

ACCOUNT = "123456789012"


def patch():
    # moto names a platform that no SDK knows; real AWS tells from the steps, and all run on Linux here.
    plain = Document.__init__

    def init(self, *args, **kwargs):
        plain(self, *args, **kwargs)
        self.platform_types = ["Linux"]

    Document.__init__ = init


def _reported(request):
    return ssm_backends[ACCOUNT][request.region].__dict__.setdefault("compliance_reported", {})


def put_items(request):
    """Real AWS replaces all items of a resource and type."""
    sent = request.json
    _reported(request)[sent["ResourceId"], sent["ComplianceType"]] = sent
    return as_json({})


def nodes(request):
    ids = sorted({node for node, _ in _reported(request)})
    return as_json({"InstanceInformationList": [
        {"InstanceId": node, "PingStatus": "Online", "LastPingDateTime": 1767225600, "AgentVersion": "3.3.987.0",
         "IsLatestVersion": True, "PlatformType": "Linux", "PlatformName": "Amazon Linux", "PlatformVersion": "2023",
         "ResourceType": "ManagedInstance", "Name": f"stellarrec-{node[-4:]}", "IamRole": "service-role/stellarrec-ssm",
         "ComputerName": "ip-10-0-11-10", "IPAddress": "10.0.11.10"} for node in ids]})


def summaries(request):
    """Real AWS is content with a resource when no item is amiss."""
    found = []
    for (node, kind), sent in sorted(_reported(request).items()):
        wrong = [item for item in sent["Items"] if item["Status"] != "COMPLIANT"]
        found.append({
            "ComplianceType": kind, "ResourceType": "ManagedInstance", "ResourceId": node,
            "Status": "NON_COMPLIANT" if wrong else "COMPLIANT",
            "OverallSeverity": wrong[0]["Severity"] if wrong else "UNSPECIFIED",
            "ExecutionSummary": {"ExecutionTime": 1767225600},
            "CompliantSummary": {"CompliantCount": len(sent["Items"]) - len(wrong), "SeveritySummary": {}},
            "NonCompliantSummary": {"NonCompliantCount": len(wrong), "SeveritySummary": {}}})
    return as_json({"ResourceComplianceSummaryItems": found})


ANSWERS = {
    ("ssm", "PutComplianceItems"): put_items,
    ("ssm", "DescribeInstanceInformation"): nodes,
    ("ssm", "ListResourceComplianceSummaries"): summaries,
}
