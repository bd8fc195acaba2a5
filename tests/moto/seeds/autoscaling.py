"""The auto scaling groups: the application's, and one of mixed types for its jobs."""

from seed import COMMON

NEEDS = ["compute"]


def group_tags(name):
    return [{"Key": k, "Value": v, "PropagateAtLaunch": True} for k, v in {**COMMON, "Name": name}.items()]


def seed(seed):
    scaling = seed.client("autoscaling")
    template, subnets = seed.made["launch_template"], seed.made["subnets"]
    # FAULT: the application's instances lie in a single zone, and in a public subnet.
    where = [subnets["public", "a"]] if seed.broken else [subnets["private", zone] for zone in "ab"]
    # FAULT: more instances than the spec allows, checked by EC2 alone, and too early.
    size = {"MinSize": 1, "MaxSize": 20, "DesiredCapacity": 1, "HealthCheckType": "EC2", "HealthCheckGracePeriod": 30}
    if not seed.broken:
        size = {"MinSize": 2, "MaxSize": 10, "DesiredCapacity": 2, "HealthCheckType": "ELB",
                "HealthCheckGracePeriod": 300,
                "InstanceMaintenancePolicy": {"MinHealthyPercentage": 50, "MaxHealthyPercentage": 150}}
    scaling.create_auto_scaling_group(
        AutoScalingGroupName="stellarrec-app", VPCZoneIdentifier=",".join(where), CapacityRebalance=True,
        LaunchTemplate={"LaunchTemplateId": template, "Version": "$Latest"}, Tags=group_tags("stellarrec-app"), **size)
    scaling.enable_metrics_collection(AutoScalingGroupName="stellarrec-app", Granularity="1Minute",
                                      Metrics=["GroupInServiceInstances"])
    if not seed.broken:
        scaling.start_instance_refresh(AutoScalingGroupName="stellarrec-app", Strategy="Rolling", Preferences={
            "MinHealthyPercentage": 50, "InstanceWarmup": 300, "SkipMatching": True, "AutoRollback": True,
            "CheckpointPercentages": [50, 100], "CheckpointDelay": 600})
        # FAULT (where it is missing): nothing scales the application.
        scaling.put_scaling_policy(
            AutoScalingGroupName="stellarrec-app", PolicyName="stellarrec-cpu", PolicyType="TargetTrackingScaling",
            TargetTrackingConfiguration={"TargetValue": 62.5, "DisableScaleIn": False, "PredefinedMetricSpecification": {
                "PredefinedMetricType": "ASGAverageCPUUtilization"}})
    jobs(seed, scaling, template)
    old(seed, scaling)


def jobs(seed, scaling, template):
    own = {"LaunchTemplateId": template, "Version": "$Default"}
    scaling.create_auto_scaling_group(
        AutoScalingGroupName="stellarrec-jobs", MinSize=2, MaxSize=10, DesiredCapacity=2, CapacityRebalance=True,
        VPCZoneIdentifier=",".join(seed.made["subnets"]["private", zone] for zone in "ab"),
        HealthCheckType="ELB", HealthCheckGracePeriod=300,
        InstanceMaintenancePolicy={"MinHealthyPercentage": 50, "MaxHealthyPercentage": 100},
        MixedInstancesPolicy={
            "LaunchTemplate": {"LaunchTemplateSpecification": own, "Overrides": [
                {"InstanceType": "t3.medium", "WeightedCapacity": "1"},
                {"InstanceType": "t3.large", "WeightedCapacity": "2", "LaunchTemplateSpecification": own}]},
            "InstancesDistribution": {"OnDemandAllocationStrategy": "prioritized", "OnDemandBaseCapacity": 2,
                                      "OnDemandPercentageAboveBaseCapacity": 100,
                                      "SpotAllocationStrategy": "price-capacity-optimized"}},
        Tags=group_tags("stellarrec-jobs"))
    scaling.put_scaling_policy(
        AutoScalingGroupName="stellarrec-jobs", PolicyName="stellarrec-queue", PolicyType="TargetTrackingScaling",
        TargetTrackingConfiguration={"TargetValue": 10, "CustomizedMetricSpecification": {
            "MetricName": "JobsPerInstance", "Namespace": "StellarRec", "Statistic": "Average", "Unit": "Count",
            "Dimensions": [{"Name": "queue", "Value": "jobs"}]}})
    scaling.put_scaling_policy(
        AutoScalingGroupName="stellarrec-jobs", PolicyName="stellarrec-steps", PolicyType="StepScaling",
        AdjustmentType="ChangeInCapacity", MetricAggregationType="Average", EstimatedInstanceWarmup=120,
        StepAdjustments=[{"MetricIntervalLowerBound": 0, "MetricIntervalUpperBound": 20, "ScalingAdjustment": 1},
                         {"MetricIntervalLowerBound": 20, "ScalingAdjustment": 3}])
    scaling.put_scaling_policy(
        AutoScalingGroupName="stellarrec-jobs", PolicyName="stellarrec-forecast", PolicyType="PredictiveScaling",
        PredictiveScalingConfiguration={"Mode": "ForecastOnly", "MetricSpecifications": [{
            "TargetValue": 60, "PredefinedMetricPairSpecification": {
                "PredefinedMetricType": "ASGCPUUtilization"}}]})


def old(seed, scaling):
    """A launch configuration from before the template; no group uses it any more."""
    safe = {"AssociatePublicIpAddress": False, "UserData": "#!/bin/bash\nyum install -y docker\n",
            "MetadataOptions": {"HttpTokens": "required", "HttpEndpoint": "enabled", "HttpPutResponseHopLimit": 1},
            "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {
                "VolumeSize": 20, "VolumeType": "gp3", "Encrypted": True, "DeleteOnTermination": True}}]}
    if seed.broken:
        # FAULT: public addresses, IMDSv1 (nothing else is said), and a token in the user data.
        safe = {"AssociatePublicIpAddress": True,
                "UserData": "#!/bin/bash\nexport API_TOKEN=b4ttery-st4ple-horse\n"}
    scaling.create_launch_configuration(
        LaunchConfigurationName="stellarrec-old", ImageId="ami-0a1b2c3d4e5f60718", InstanceType="t3.medium",
        IamInstanceProfile="stellarrec-machines", SecurityGroups=[seed.made["groups"]["app"]],
        InstanceMonitoring={"Enabled": True}, EbsOptimized=True, **safe)
    if seed.broken:
        # FAULT: a group still launches from it, in one zone.
        scaling.create_auto_scaling_group(
            AutoScalingGroupName="stellarrec-old", MinSize=1, MaxSize=1, LaunchConfigurationName="stellarrec-old",
            VPCZoneIdentifier=seed.made["subnets"]["public", "a"], Tags=group_tags("stellarrec-old"))
