"""CloudWatch in CBOR, composite alarms, and tags of dashboards.

Real CloudWatch speaks CBOR, JSON and XML; the Rust SDK asks in CBOR, moto knows the others. So a
request in CBOR is handed to moto in JSON, and its answer is turned back.
"""

import io
import json
import sys

import botocore.loaders
import botocore.model
from botocore.parsers import JSONParser, RpcV2CBORParser
from botocore.serialize import RpcV2CBORSerializer
from moto.cloudwatch.responses import CloudWatchResponse
from paging import with_pages
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

TARGET = "GraniteServiceVersion20100801"
_made = {}


def patch():
    # moto lists composite alarms and has no way to make one.
    def put_composite_alarm(self):
        answer = self.put_metric_alarm()
        alarm = self.cloudwatch_backend.alarms[self._get_param("AlarmName")]
        alarm.actions_suppressor = self._get_param("ActionsSuppressor")
        alarm.actions_suppressor_wait_period = self._get_param("ActionsSuppressorWaitPeriod")
        alarm.actions_suppressor_extension_period = self._get_param("ActionsSuppressorExtensionPeriod")
        return answer

    CloudWatchResponse.put_composite_alarm = put_composite_alarm

    # moto forgets the tags of a dashboard.
    plain = CloudWatchResponse.put_dashboard

    def put_dashboard(self):
        answer = plain(self)
        backend = self.cloudwatch_backend
        arn = backend.dashboards[self._get_param("DashboardName")].arn
        backend.tagger.tag_resource(arn, self._get_param("Tags"))
        return answer

    CloudWatchResponse.put_dashboard = put_dashboard


def _once(name, make):
    if name not in _made:
        _made[name] = make()
    return _made[name]


def _model():
    return botocore.model.ServiceModel(botocore.loaders.Loader().load_service_model("cloudwatch", "service-2"))


def _moto():
    app = DomainDispatcherApplication(create_backend_app)
    return with_pages(app) if "--pages" in sys.argv else app


def _ask_moto(request, parameters):
    """Status and body of moto's answer to the same request in JSON."""
    body = json.dumps(parameters).encode()
    head = []
    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": "/", "QUERY_STRING": "", "SCRIPT_NAME": "",
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "127.0.0.1",
        "CONTENT_TYPE": "application/x-amz-json-1.0", "CONTENT_LENGTH": str(len(body)),
        "HTTP_X_AMZ_TARGET": f"{TARGET}.{request.operation}",
        "HTTP_AUTHORIZATION": "AWS4-HMAC-SHA256 Credential=testing/20260101/"
                              f"{request.region}/monitoring/aws4_request, SignedHeaders=host, Signature=x",
        "wsgi.input": io.BytesIO(body), "wsgi.errors": io.StringIO(), "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0), "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False,
    }
    answer = b"".join(_once("moto", _moto)(environ, lambda status, headers, exc_info=None: head.append(status)))
    return int(head[0].split()[0]), answer


def answer(request):
    if not request.path.startswith(f"/service/{TARGET}/"):
        return None
    decoder, encoder = RpcV2CBORParser(), RpcV2CBORSerializer()
    parameters = decoder.parse_data_item(decoder.get_peekable_stream_from_bytes(request.body)) if request.body else {}
    status, body = _ask_moto(request, parameters)
    shape = _once("model", _model).operation_model(request.operation).output_shape
    if status >= 400:
        said = json.loads(body)
        shape = botocore.model.DenormalizedStructureBuilder().with_members(
            {"__type": {"type": "string"}, "message": {"type": "string"}}).build_model()
        value = {"__type": said["__type"], "message": said.get("message", said.get("Message", ""))}
    else:
        value = JSONParser().parse({"status_code": status, "headers": {}, "body": body}, shape)
        value.pop("ResponseMetadata", None)
    encoded = bytearray()
    encoder._serialize_data_item(encoded, value, shape)
    return status, "application/cbor", bytes(encoded)


ANSWERS = {("cloudwatch", operation): answer
           for operation in ("DescribeAlarms", "GetDashboard", "ListDashboards", "ListTagsForResource")}
