"""The threat detector."""

COMMON = {"environment": "production", "project": "stellarrec", "owner": "platform", "managed-by": "terraform"}


def seed(seed):
    seed.client("guardduty").create_detector(
        # FAULT: the detector is suspended.
        Enable=not seed.broken, FindingPublishingFrequency="FIFTEEN_MINUTES", Tags=COMMON, Features=[
            {"Name": "S3_DATA_EVENTS", "Status": "ENABLED"},
            {"Name": "RDS_LOGIN_EVENTS", "Status": "ENABLED"},
            {"Name": "RUNTIME_MONITORING", "Status": "ENABLED", "AdditionalConfiguration": [
                {"Name": "EC2_AGENT_MANAGEMENT", "Status": "ENABLED"}]}])
