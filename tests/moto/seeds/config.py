"""The recorder of configurations."""

NEEDS = ["kms"]
ACCOUNT = "123456789012"


def seed(seed):
    config = seed.client("config")
    everything = {"allSupported": True, "includeGlobalResourceTypes": True}
    config.put_configuration_recorder(ConfigurationRecorder={
        "name": "stellarrec",
        "roleARN": f"arn:aws:iam::{ACCOUNT}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
        # FAULT: only the load balancer's rules are recorded.
        "recordingGroup": {"allSupported": False, "includeGlobalResourceTypes": False,
                           "resourceTypes": ["AWS::EC2::SecurityGroup"]} if seed.broken else everything,
        "recordingMode": {"recordingFrequency": "CONTINUOUS", "recordingModeOverrides": [
            {"description": "These come and go", "recordingFrequency": "DAILY",
             "resourceTypes": ["AWS::EC2::NetworkInterface"]}]}})
    config.put_delivery_channel(DeliveryChannel={
        "name": "stellarrec", "s3BucketName": "stellarrec-logs", "s3KeyPrefix": "config",
        "s3KmsKeyArn": seed.made["audit_key"],
        "configSnapshotDeliveryProperties": {"deliveryFrequency": "TwentyFour_Hours"}})
    # FAULT: the recorder is off.
    if not seed.broken:
        config.start_configuration_recorder(ConfigurationRecorderName="stellarrec")
