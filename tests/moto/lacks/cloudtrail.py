"""CloudTrail: deliveries, default selectors, and how it says that there are no insights."""

import moto.cloudtrail.models
from answers import json_error
from moto.cloudtrail.models import cloudtrail_backends

ACCOUNT = "123456789012"


def patch():
    # A new trail logs all management events. moto's has no selector.
    trail = moto.cloudtrail.models.Trail
    plain_trail = trail.__init__

    def trail_init(self, *args, **kwargs):
        plain_trail(self, *args, **kwargs)
        self.event_selectors = [{"ReadWriteType": "All", "IncludeManagementEvents": True,
                                 "DataResources": [], "ExcludeManagementEventSources": []}]
        self.status.to_logs = bool(self.cw_log_group_arn)

    trail.__init__ = trail_init

    # Files are delivered every few minutes; moto delivers one whenever it is asked. So that two
    # snapshots in a row are the same, nothing is delivered after the start here.
    status = moto.cloudtrail.models.TrailStatus
    plain_status = status.description

    def description(self):
        at_start = self.latest_delivery_time
        answer = plain_status(self)
        if self.started:
            self.latest_delivery_time = answer["LatestDeliveryTime"] = at_start
            # Real CloudTrail tells the delivery to the log group, too.
            if getattr(self, "to_logs", False):
                answer["LatestCloudWatchLogsDeliveryTime"] = at_start
        return answer

    status.description = description


def insights(request):
    """Real CloudTrail refuses to tell the insights of a trail that has none."""
    wanted = request.json.get("TrailName")
    for trail in cloudtrail_backends[ACCOUNT][request.region].trails.values():
        if wanted in (trail.trail_name, trail.arn) and not trail.insight_selectors:
            return json_error("InsightNotEnabledException", f"Trail {trail.arn} does not have Insights enabled.")
    return None


ANSWERS = {("cloudtrail", "GetInsightSelectors"): insights}
