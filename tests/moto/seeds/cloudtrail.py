"""The audit log of StellarRec: a trail of all regions, and one for what happens to objects."""

import json

NEEDS = ["kms"]
ACCOUNT = "123456789012"
COMMON = {"environment": "production", "project": "stellarrec", "owner": "platform", "managed-by": "terraform"}
GROUP = "/stellarrec/cloudtrail"


def seed(seed):
    trails = seed.client("cloudtrail")
    group, role = log_group(seed), writer(seed)
    safe = {"S3BucketName": "stellarrec-logs", "KmsKeyId": seed.made["audit_key"], "CloudWatchLogsRoleArn": role,
            "CloudWatchLogsLogGroupArn": group, "IsMultiRegionTrail": True, "IncludeGlobalServiceEvents": True,
            "TagsList": [{"Key": k, "Value": v} for k, v in COMMON.items()]}
    # FAULT: whether a log of the trail was altered can't be proved.
    trails.create_trail(Name="stellarrec-audit", EnableLogFileValidation=not seed.broken, S3KeyPrefix="audit", **safe)
    trails.put_event_selectors(TrailName="stellarrec-audit", EventSelectors=[
        {"ReadWriteType": "All", "IncludeManagementEvents": True, "ExcludeManagementEventSources": [],
         "DataResources": [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3"]}]}])
    trails.put_insight_selectors(TrailName="stellarrec-audit", InsightSelectors=[
        {"InsightType": "ApiErrorRateInsight"}, {"InsightType": "ApiCallRateInsight"}])
    trails.start_logging(Name="stellarrec-audit")
    trails.create_trail(Name="stellarrec-functions", EnableLogFileValidation=True, S3KeyPrefix="functions", **safe)
    trails.put_event_selectors(TrailName="stellarrec-functions", AdvancedEventSelectors=[
        {"Name": "Functions that are called", "FieldSelectors": [
            {"Field": "eventCategory", "Equals": ["Data"]},
            {"Field": "resources.type", "Equals": ["AWS::Lambda::Function"]}]}])
    trails.start_logging(Name="stellarrec-functions")
    seed.made["trail_log_group"] = group
    if seed.broken:
        # FAULT: a trail of one region, in the clear, that is off.
        away = seed.client("cloudtrail", "eu-west-1")
        away.create_trail(Name="stellarrec-old", S3BucketName="stellarrec-logs", IncludeGlobalServiceEvents=False)


def log_group(seed):
    logs = seed.client("logs")
    # The module of the log groups may have made it.
    if not logs.describe_log_groups(logGroupNamePrefix=GROUP)["logGroups"]:
        logs.create_log_group(logGroupName=GROUP, tags=COMMON)
        logs.put_retention_policy(logGroupName=GROUP, retentionInDays=365)
    return f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:{GROUP}:*"


def writer(seed):
    iam = seed.client("iam")
    iam.create_role(RoleName="stellarrec-trail", Path="/stellarrec/",
                    Tags=[{"Key": k, "Value": v} for k, v in COMMON.items()],
                    AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [
                        {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"},
                         "Action": "sts:AssumeRole"}]}))
    iam.put_role_policy(RoleName="stellarrec-trail", PolicyName="write-events", PolicyDocument=json.dumps({
        "Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
             "Resource": f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:{GROUP}:*"}]}))
    return f"arn:aws:iam::{ACCOUNT}:role/stellarrec/stellarrec-trail"
