"""AWS Config: ARNs and recording modes of recorders, and a recording that went well."""

from moto.config.models import ConfigBackend, ConfigRecorder, ConfigRecorderStatus


def patch():
    # A recorder has an ARN, and says how often it records.
    plain_dict = ConfigRecorder.to_dict

    def to_dict(self):
        answer = plain_dict(self)
        answer["arn"] = self._arn
        answer["recordingMode"] = self._mode or {"recordingFrequency": "CONTINUOUS", "recordingModeOverrides": []}
        return answer

    ConfigRecorder.to_dict = to_dict
    plain_put = ConfigBackend.put_configuration_recorder

    def put(self, config_recorder):
        plain_put(self, config_recorder)
        name = config_recorder["name"]
        recorder = self.recorders[name]
        recorder._arn = f"arn:aws:config:{self.region_name}:{self.account_id}:configuration-recorder/{name}/abcdefgh"
        recorder._mode = config_recorder.get("recordingMode")

    ConfigBackend.put_configuration_recorder = put

    # The first recording soon ends well; in moto it is under way forever.
    plain_start = ConfigRecorderStatus.start

    def start(self):
        plain_start(self)
        self.last_status = "SUCCESS"

    ConfigRecorderStatus.start = start
