"""The keys of StellarRec: one for data, one for the audit log."""

import json

ACCOUNT = "123456789012"
COMMON = {"environment": "production", "project": "stellarrec", "owner": "platform", "managed-by": "terraform"}


def seed(seed):
    kms = seed.client("kms")
    data = make(kms, "stellarrec-data", "Databases, caches and buckets", [administer()])
    audit = make(kms, "stellarrec-audit", "Audit log", [administer(), encrypt("cloudtrail.amazonaws.com")])
    for key in (data, audit):
        kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=365)
    seed.made["kms_key"], seed.made["audit_key"] = arn(data), arn(audit)
    if seed.broken:
        # FAULT: the key of the data is never replaced.
        kms.disable_key_rotation(KeyId=data)
        # FAULT: a key that anybody may use, in several regions.
        make(kms, "stellarrec-open", "Open to all", [administer(), {
            "Sid": "Everybody", "Effect": "Allow", "Principal": "*", "Action": "kms:Decrypt", "Resource": "*"}],
            MultiRegion=True)
        # FAULT: a key that will be deleted.
        old = make(kms, "stellarrec-old", "Backups of last year", [administer()])
        kms.schedule_key_deletion(KeyId=old, PendingWindowInDays=7)
        # FAULT: a key that nobody can use.
        kms.disable_key(KeyId=make(kms, "stellarrec-idle", "Not in use", [administer()]))
        # Signs; can't rotate.
        make(kms, "stellarrec-signing", "Signs releases", [administer()], KeyUsage="SIGN_VERIFY", KeySpec="ECC_NIST_P256")
        # Made by an AWS service on first use.
        kms.describe_key(KeyId="alias/aws/secretsmanager")


def make(kms, name, description, statements, **more):
    policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
    key = kms.create_key(Description=description, Policy=policy, **more, Tags=[
        {"TagKey": k, "TagValue": v} for k, v in COMMON.items()])["KeyMetadata"]["KeyId"]
    kms.create_alias(AliasName=f"alias/{name}", TargetKeyId=key)
    return key


def arn(key):
    return f"arn:aws:kms:us-east-1:{ACCOUNT}:key/{key}"


def administer():
    return {"Sid": "Account", "Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
            "Action": "kms:*", "Resource": "*"}


def encrypt(service):
    return {"Sid": "Encrypt", "Effect": "Allow", "Principal": {"Service": service}, "Action": "kms:GenerateDataKey*",
            "Resource": "*", "Condition": {"StringEquals": {"aws:SourceAccount": ACCOUNT}}}
