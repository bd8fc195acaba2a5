"""GuardDuty: the sources that every detector watches."""

from moto.guardduty.models import Detector


def patch():
    plain = Detector.to_json

    def to_json(self):
        answer = plain(self)
        # Nobody can switch these off, and each detector tells of them.
        always = [{"name": name, "status": "ENABLED"} for name in ("CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS")]
        answer["features"] = always + answer["features"]
        return answer

    Detector.to_json = to_json
