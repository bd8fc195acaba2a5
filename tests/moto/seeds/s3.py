"""More of S3: what holds for the account, access points, locks, copies, a website and CORS."""

import json

from botocore.config import Config

ACCOUNT = "123456789012"
APP, BACKUPS = "stellarrec-app", "stellarrec-backups"
BLOCKED = {"BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True, "RestrictPublicBuckets": True}


def control(seed, region="us-east-1"):
    """A client that leaves the account out of the host name, which no resolver knows here."""
    client = seed.session.client("s3control", region_name=region, endpoint_url=seed.endpoint,
                                 config=Config(retries={"max_attempts": 1}))

    def without_account(request, **_):
        request.url = request.url.replace(f"{ACCOUNT}.", "", 1)

    client.meta.events.register("before-send.s3-control", without_account)
    return client


def settings(seed):
    s3 = seed.client("s3")
    s3.put_bucket_cors(Bucket=APP, CORSConfiguration={"CORSRules": [
        {"ID": "uploads", "AllowedMethods": ["PUT", "GET"], "AllowedOrigins": ["https://app.stellarrec.example"],
         "AllowedHeaders": ["content-type"], "ExposeHeaders": ["ETag"], "MaxAgeSeconds": 3600}]})
    s3.put_bucket_website(Bucket=APP, WebsiteConfiguration={
        "IndexDocument": {"Suffix": "index.html"}, "ErrorDocument": {"Key": "error.html"}})
    s3.put_bucket_replication(Bucket=BACKUPS, ReplicationConfiguration={
        "Role": f"arn:aws:iam::{ACCOUNT}:role/stellarrec/stellarrec-app",
        "Rules": [{"ID": "away", "Priority": 1, "Status": "Disabled" if seed.broken else "Enabled",
                   # FAULT in the broken account: nothing is copied.
                   "Filter": {"Prefix": "daily/"}, "DeleteMarkerReplication": {"Status": "Disabled"},
                   "Destination": {"Bucket": "arn:aws:s3:::stellarrec-replica", "Account": ACCOUNT}}]})
    if not seed.broken:
        # FAULT when left out: backups can be deleted at once.
        s3.put_object_lock_configuration(Bucket=BACKUPS, ObjectLockConfiguration={
            "ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 30}}})


def access_points(seed):
    s3control = control(seed)
    if not seed.broken:
        # FAULT when left out: the account has no public access block.
        s3control.put_public_access_block(AccountId=ACCOUNT, PublicAccessBlockConfiguration=BLOCKED)
    # FAULT in the broken account: the access point blocks nothing and is open to any network.
    where = {} if seed.broken else {"VpcConfiguration": {"VpcId": seed.made["vpc"]}}
    block = {name: not seed.broken for name in BLOCKED}
    s3control.create_access_point(AccountId=ACCOUNT, Name="stellarrec-uploads", Bucket=APP,
                                  PublicAccessBlockConfiguration=block,
                                  Tags=[{"Key": "project", "Value": "stellarrec"}], **where)
    s3control.put_access_point_policy(AccountId=ACCOUNT, Name="stellarrec-uploads", Policy=json.dumps({
        "Version": "2012-10-17", "Statement": [
            {"Sid": "Uploads", "Effect": "Allow",
             "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:role/stellarrec/stellarrec-app"}, "Action": "s3:PutObject",
             "Resource": f"arn:aws:s3:us-east-1:{ACCOUNT}:accesspoint/stellarrec-uploads/object/*"}]}))
    control(seed, "us-west-2").create_multi_region_access_point(
        AccountId=ACCOUNT, ClientToken="stellarrec", Details={
            "Name": "stellarrec-global", "PublicAccessBlock": BLOCKED,
            "Regions": [{"Bucket": APP}, {"Bucket": "stellarrec-replica"}]})


def seed(seed):
    settings(seed)
    access_points(seed)
