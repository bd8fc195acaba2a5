"""Parameters, whose values must not be found in a snapshot; documents; managed nodes."""

import json
from datetime import datetime, timezone

from seed import ACCOUNT, HOME, tags

KEY = f"arn:aws:kms:{HOME}:{ACCOUNT}:key/11111111-2222-3333-4444-555555555555"
CANARY = "CANARY-ssm-parameter-value"
NODE = "mi-0123456789abcdef0"


def seed(seed):
    ssm = seed.client("ssm")
    for name in ("db-password", "session-secret", "cloudflare-token"):
        ssm.put_parameter(Name=f"/stellarrec/{name}", Type="SecureString", KeyId=KEY, Value=f"{CANARY}-{name}", Tags=tags())
    ssm.put_parameter(Name="/stellarrec/log-level", Type="String", Value="info", Tags=tags())
    # More than a page of moto's.
    for i in range(8):
        ssm.put_parameter(Name=f"/stellarrec/feature-{i}", Type="String", Value="on", Tags=tags())
    script = ["docker pull stellarrec/app", "systemctl restart stellarrec"]
    if seed.broken:
        # FAULT: a secret in the clear.
        ssm.put_parameter(Name="/stellarrec/api-key", Type="String", Value=CANARY, Tags=tags())
        # FAULT: a document with a password in it, which everybody may use.
        script.insert(0, "docker login --username app --password=CANARY-ssm-document")
    content = {"schemaVersion": "2.2", "description": "Starts the newest image.", "parameters": {}, "mainSteps": [
        {"action": "aws:runShellScript", "name": "deploy", "inputs": {"runCommand": script}}]}
    ssm.create_document(Name="stellarrec-deploy", DocumentType="Command", DocumentFormat="JSON", Tags=tags(),
                        TargetType="/AWS::EC2::Instance", Content=json.dumps(content))
    if seed.broken:
        ssm.modify_document_permission(Name="stellarrec-deploy", PermissionType="Share", AccountIdsToAdd=["all"])
    comply = [{"Id": "KB1", "Title": "openssl", "Severity": "CRITICAL", "Status": "COMPLIANT"},
              {"Id": "KB2", "Title": "kernel", "Severity": "HIGH",
               # FAULT: a patch is missing.
               "Status": "NON_COMPLIANT" if seed.broken else "COMPLIANT"}]
    for kind in ("Patch", "Association"):
        ssm.put_compliance_items(
            ResourceId=NODE, ResourceType="ManagedInstance", ComplianceType=kind,
            Items=comply if kind == "Patch" else comply[:1],
            ExecutionSummary={"ExecutionTime": datetime(2026, 1, 1, tzinfo=timezone.utc)})
