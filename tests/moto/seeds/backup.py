"""AWS Backup: a locked vault, a plan, and a backup of the database."""

from seed import ACCOUNT, HOME, tags

NEEDS = ["rds"]
ROLE = f"arn:aws:iam::{ACCOUNT}:role/stellarrec-app"


def seed(seed):
    backup = seed.client("backup")
    labels = {tag["Key"]: tag["Value"] for tag in tags()}
    backup.create_backup_vault(
        BackupVaultName="stellarrec", BackupVaultTags=labels,
        EncryptionKeyArn=f"arn:aws:kms:{HOME}:{ACCOUNT}:key/5e11a44e-0000-4000-8000-000000000001")
    # FAULT: backups can be deleted at any time.
    if not seed.broken:
        backup.put_backup_vault_lock_configuration(BackupVaultName="stellarrec", MinRetentionDays=7,
                                                   MaxRetentionDays=365)
    backup.create_backup_plan(BackupPlanTags=labels, BackupPlan={"BackupPlanName": "stellarrec", "Rules": [{
        "RuleName": "daily", "TargetBackupVaultName": "stellarrec", "ScheduleExpression": "cron(0 5 ? * * *)",
        "Lifecycle": {"DeleteAfterDays": 35}, "CopyActions": [
            {"DestinationBackupVaultArn": f"arn:aws:backup:eu-west-1:{ACCOUNT}:backup-vault:stellarrec"}]}]})
    things = ["db:stellarrec-db", "db:stellarrec-db-replica", "cluster:stellarrec-archive"]
    # FAULT: of the databases only the replica has backups in the vault.
    for thing in things[1:2] if seed.broken else things:
        backup.start_backup_job(BackupVaultName="stellarrec", IamRoleArn=ROLE,
                                ResourceArn=f"arn:aws:rds:{HOME}:{ACCOUNT}:{thing}")
