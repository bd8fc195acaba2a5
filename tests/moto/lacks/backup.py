"""AWS Backup: jobs and what they protect, which moto lacks, and addresses that it only knows with a slash."""

import json
import re

import moto.backup.models as models
from answers import as_json

ACCOUNT = "123456789012"
# Times stand still, so that equal accounts give equal snapshots on every day: 2026-09-01, 06:00.
MOMENT = 1788242400
# Kinds of things by the service and type in their ARN.
KINDS = {("rds", "db"): "RDS", ("rds", "cluster"): "Aurora", ("s3", ""): "S3"}


def patch():
    plain = models.BackupBackend.__init__

    def backend_init(self, *args, **kwargs):
        plain(self, *args, **kwargs)
        # Gone with everything else when moto is reset.
        self.protected = {}

    models.BackupBackend.__init__ = backend_init


def backend(request):
    return models.backup_backends[ACCOUNT][request.region]


def start_job(request):
    """Makes a backup at once; a real job takes its time."""
    sent = json.loads(request.body)
    thing = sent["ResourceArn"]
    vault = backend(request).vaults[sent["BackupVaultName"]]
    vault.num_of_recovery_points += 1
    part = thing.split(":")
    point = f"arn:aws:rds:{request.region}:{ACCOUNT}:snapshot:awsbackup:job-{len(backend(request).protected) + 1:04}"
    backend(request).protected[thing] = {
        "ResourceArn": thing, "ResourceName": part[-1], "LastBackupTime": MOMENT,
        "ResourceType": KINDS[part[2], part[5] if part[2] == "rds" else ""],
        "LastBackupVaultArn": vault.backup_vault_arn, "LastRecoveryPointArn": point}
    return as_json({"BackupJobId": f"job-{len(backend(request).protected):04}", "RecoveryPointArn": point})


def protected(request):
    return as_json({"Results": list(backend(request).protected.values())})


def vaults(request):
    return as_json({"BackupVaultList": [
        {"VaultType": "BACKUP_VAULT", "VaultState": "AVAILABLE", "EncryptionKeyType": "CUSTOMER_MANAGED_KMS_KEY",
         **vault.to_list_dict()} for vault in backend(request).list_backup_vaults()]})


def tags(request):
    arn = re.fullmatch(r"/tags/(.+?)/?", request.path).group(1)
    return as_json({"Tags": backend(request).list_tags(arn)})


REST_ANSWERS = [
    ("backup", "PUT", r"/backup-jobs/?", start_job),
    ("backup", "GET", r"/resources/?", protected),
    ("backup", "GET", r"/backup-vaults/?", vaults),
    ("backup", "GET", r"/tags/.+", tags),
]
