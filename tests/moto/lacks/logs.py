"""CloudWatch Logs: what real AWS says of every log group."""

from moto.logs.models import LogGroup, logs_backends


def patch():
    plain = LogGroup.to_describe_dict

    def describe(self):
        filters = logs_backends[self.account_id][self.region].filters.metric_filters
        return {**plain(self), "logGroupClass": "STANDARD", "deletionProtectionEnabled": False,
                "metricFilterCount": sum(f["logGroupName"] == self.name for f in filters)}

    LogGroup.to_describe_dict = describe
