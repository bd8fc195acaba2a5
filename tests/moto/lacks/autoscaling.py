"""EC2 Auto Scaling: what moto lacks."""

from datetime import datetime, timezone

from moto.autoscaling.models import FakeAutoScalingGroup, FakeLaunchConfiguration, FakeScalingPolicy
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult


def patch():
    groups()
    policies()
    # A configuration states whether its instances are monitored.
    FakeLaunchConfiguration.instance_monitoring = property(
        lambda self: {"Enabled": self.instance_monitoring_enabled in (True, "true")})
    AutoScalingResponse.start_instance_refresh = start_instance_refresh
    AutoScalingResponse.describe_instance_refreshes = describe_instance_refreshes


def groups():
    """AWS keeps the settings of a group that moto drops."""
    plain = AutoScalingResponse.create_auto_scaling_group

    def create_auto_scaling_group(self):
        answer = plain(self)
        group = self.autoscaling_backend.autoscaling_groups[self._get_param("AutoScalingGroupName")]
        policy = self._get_param("InstanceMaintenancePolicy")
        if policy:
            group.instance_maintenance_policy = {name: int(value) for name, value in policy.items()}
        group.availability_zone_distribution = self._get_param("AvailabilityZoneDistribution") or {
            "CapacityDistributionStrategy": "balanced-best-effort"}
        group.default_instance_warmup = self._get_int_param("DefaultInstanceWarmup")
        group.max_instance_lifetime = self._get_int_param("MaxInstanceLifetime")
        return answer

    AutoScalingResponse.create_auto_scaling_group = create_auto_scaling_group
    FakeAutoScalingGroup.traffic_sources = property(lambda self: [
        {"Identifier": arn, "Type": "elbv2"} for arn in self.target_group_arns])


    plain_launch = FakeAutoScalingGroup.replace_autoscaling_group_instances

    def launch(self, count, tags):
        """AWS spreads instances over the subnets."""
        subnets = self.vpc_zone_identifier
        for _ in range(count):
            ids = (subnets or "").split(",")
            turn = len(self.instance_states) % len(ids)
            self.vpc_zone_identifier = ",".join(ids[turn:] + ids[:turn]) or None
            plain_launch(self, 1, dict(tags))
        self.vpc_zone_identifier = subnets

    FakeAutoScalingGroup.replace_autoscaling_group_instances = launch


def policies():
    """For each policy that follows a target AWS makes two alarms; a policy is on unless told otherwise."""
    plain = FakeScalingPolicy.__init__

    def init(self, *args, **kwargs):
        plain(self, *args, **kwargs)
        self.predictive_scaling_configuration = self.predictive_scaling_configuration or None

    FakeScalingPolicy.__init__ = init

    def alarms(self):
        if self.policy_type != "TargetTrackingScaling":
            return []
        names = [f"TargetTracking-{self.auto_scaling_group_name}-Alarm{end}" for end in ("High", "Low")]
        where = f"{self.autoscaling_backend.region_name}:{self.autoscaling_backend.account_id}"
        return [{"AlarmName": n, "AlarmARN": f"arn:aws:cloudwatch:{where}:alarm:{n}"} for n in names]

    FakeScalingPolicy.alarms = property(alarms)
    FakeScalingPolicy.enabled = True


def start_instance_refresh(self):
    group = self.autoscaling_backend.autoscaling_groups[self._get_param("AutoScalingGroupName")]
    refreshes = group.__dict__.setdefault("refreshes", [])
    identifier = f"08b91cf7-8fa6-48af-b6a6-d227f40f1b{len(refreshes):02}"
    preferences = self._get_param("Preferences") or {}
    now = datetime.now(timezone.utc)
    refreshes.insert(0, {
        "InstanceRefreshId": identifier, "AutoScalingGroupName": group.name, "Status": "Successful",
        "StartTime": now, "EndTime": now, "PercentageComplete": 100, "InstancesToUpdate": 0, "Strategy": "Rolling",
        "Preferences": preferences})
    return ActionResult({"InstanceRefreshId": identifier})


def describe_instance_refreshes(self):
    group = self.autoscaling_backend.autoscaling_groups[self._get_param("AutoScalingGroupName")]
    return ActionResult({"InstanceRefreshes": group.__dict__.get("refreshes", [])})
