"""Alarms that reach people, and the dashboard."""

import json

from seed import tags

NEEDS = ["sns"]
BALANCER = [{"Name": "LoadBalancer", "Value": "app/stellarrec-alb/0123456789abcdef"}]


def seed(seed):
    cloudwatch = seed.client("cloudwatch")
    alerts = [seed.made["alerts"]]

    def alarm(name, **more):
        cloudwatch.put_metric_alarm(**{
            "AlarmName": f"stellarrec-{name}", "AlarmActions": alerts, "OKActions": alerts, "EvaluationPeriods": 2,
            "ComparisonOperator": "GreaterThanThreshold", "Tags": tags(), "TreatMissingData": "missing", **more})

    def on_metric(namespace, metric, key, value, **more):
        return {"Namespace": namespace, "MetricName": metric, "Dimensions": [{"Name": key, "Value": value}],
                "Period": 300, "Statistic": "Average", **more}

    alarm("cpu-high", Threshold=80, AlarmDescription="The application is busy.",
          **on_metric("AWS/EC2", "CPUUtilization", "AutoScalingGroupName", "stellarrec-app"))
    alarm("alb-5xx", Threshold=0.5, DatapointsToAlarm=2, Metrics=[
        {"Id": "rate", "Expression": "100 * errors / requests", "Label": "5xx in percent", "ReturnData": True},
        {"Id": "errors", "ReturnData": False, "MetricStat": {"Period": 60, "Stat": "Sum", "Metric": {
            "Namespace": "AWS/ApplicationELB", "MetricName": "HTTPCode_Target_5XX_Count", "Dimensions": BALANCER}}},
        {"Id": "requests", "ReturnData": False, "MetricStat": {"Period": 60, "Stat": "Sum", "Metric": {
            "Namespace": "AWS/ApplicationELB", "MetricName": "RequestCount", "Dimensions": BALANCER}}}])
    alarm("rds-cpu", Threshold=80,
          # FAULT: nobody is told of a busy database.
          ActionsEnabled=not seed.broken,
          **on_metric("AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", "stellarrec-db"))
    alarm("rds-storage", Threshold=10737418240,
          **{**on_metric("AWS/RDS", "FreeStorageSpace", "DBInstanceIdentifier", "stellarrec-db"),
             "ComparisonOperator": "LessThanThreshold", "Statistic": "Minimum"})
    alarm("redis-memory", Threshold=80,
          # FAULT: an alarm that does nothing.
          AlarmActions=[] if seed.broken else alerts,
          **on_metric("AWS/ElastiCache", "DatabaseMemoryUsagePercentage", "ReplicationGroupId", "stellarrec-redis"))
    for name in ("RootUse", "UnauthorizedCalls"):
        alarm(name.lower(), Threshold=1, EvaluationPeriods=1, Namespace="StellarRec", MetricName=name, Period=300,
              Statistic="Sum", ComparisonOperator="GreaterThanOrEqualToThreshold", TreatMissingData="notBreaching")
    cloudwatch.put_composite_alarm(
        AlarmName="stellarrec-down", AlarmDescription="The site and its database.", AlarmActions=alerts, Tags=tags(),
        AlarmRule='ALARM("stellarrec-alb-5xx") AND ALARM("stellarrec-rds-cpu")', ActionsEnabled=True,
        ActionsSuppressor="stellarrec-redis-memory", ActionsSuppressorWaitPeriod=60, ActionsSuppressorExtensionPeriod=120)
    widgets = [{"type": "metric", "x": 0, "y": 6 * i, "width": 12, "height": 6, "properties": {
        "region": "us-east-1", "title": title, "metrics": [[namespace, metric]]}}
        for i, (title, namespace, metric) in enumerate([
            ("CPU", "AWS/EC2", "CPUUtilization"), ("5xx", "AWS/ApplicationELB", "HTTPCode_Target_5XX_Count"),
            ("Database", "AWS/RDS", "CPUUtilization")])]
    cloudwatch.put_dashboard(
        DashboardName="stellarrec-production", DashboardBody=json.dumps({"widgets": widgets}), Tags=tags())
