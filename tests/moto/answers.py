"""What operations of AWS look like on the wire, for a WSGI server in front of moto.

In: requests of any of the AWS protocols. Out: `Request`, which names the operation, and builders of
answers. `lacks/` uses it to answer what moto does not implement.
"""

import json
import re
from urllib.parse import parse_qs, unquote

NAMESPACES = {
    "autoscaling": "http://autoscaling.amazonaws.com/doc/2011-01-01/",
    "cloudwatch": "http://monitoring.amazonaws.com/doc/2010-08-01/",
    "ec2": "http://ec2.amazonaws.com/doc/2016-11-15/",
    "elasticache": "http://elasticache.amazonaws.com/doc/2015-02-02/",
    "elb": "http://elasticloadbalancing.amazonaws.com/doc/2012-06-01/",
    "elbv2": "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/",
    "iam": "https://iam.amazonaws.com/doc/2010-05-08/",
    "rds": "http://rds.amazonaws.com/doc/2014-10-31/",
    "sns": "http://sns.amazonaws.com/doc/2010-03-31/",
}


class Request:
    """One request: `service` by its SDK's name, `operation` (empty for REST), and what was sent."""

    def __init__(self, environ):
        length = int(environ.get("CONTENT_LENGTH") or 0)
        self.body = environ["wsgi.input"].read(length) if length else b""
        self.method = environ["REQUEST_METHOD"]
        self.path = unquote(environ.get("PATH_INFO", "/"))
        self.query = parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True)
        scope = re.search(r"Credential=[^/]*/\d+/([^/]+)/([^/]+)/", environ.get("HTTP_AUTHORIZATION", ""))
        self.region, signed = scope.groups() if scope else ("us-east-1", "")
        target = environ.get("HTTP_X_AMZ_TARGET", "")
        self.json, self.form, self.operation = {}, {}, ""
        cbor = re.fullmatch(r"/service/[^/]+/operation/(\w+)", self.path)
        if target:
            self.operation = target.rsplit(".", 1)[-1]
            self.json = json.loads(self.body or b"{}")
        elif cbor:
            self.operation = cbor.group(1)
        elif environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
            form = parse_qs(self.body.decode(), keep_blank_values=True)
            self.form = {name: values[0] for name, values in form.items()}
            self.operation = self.form.get("Action", "")
        self.service = {"monitoring": "cloudwatch"}.get(signed, signed)
        if signed == "elasticloadbalancing":
            self.service = "elbv2" if self.form.get("Version") == "2015-12-01" else "elb"
        if signed == "s3" and self.path.startswith("/v20180820/"):
            self.service = "s3control"

    def list(self, prefix):
        """The values of a numbered list of a form: `Names.member.1`, `Id.1`."""
        wanted = re.compile(re.escape(prefix) + r"(\.\w+)?\.\d+$")
        return [value for name, value in self.form.items() if wanted.match(name)]


def ec2(request, inner):
    """A good answer of EC2."""
    name = f"{request.operation}Response"
    text = f'<{name} xmlns="{NAMESPACES["ec2"]}"><requestId>r</requestId>{inner}</{name}>'
    return 200, "text/xml", text


def query(request, inner):
    """A good answer of a service that answers forms with XML."""
    name = request.operation
    space = NAMESPACES[request.service]
    text = (f'<{name}Response xmlns="{space}"><{name}Result>{inner}</{name}Result>'
            f"<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></{name}Response>")
    return 200, "text/xml", text


def query_error(code, message, status=400):
    """A refusal of a service that answers forms with XML."""
    text = (f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>"
            "<RequestId>r</RequestId></ErrorResponse>")
    return status, "text/xml", text


def as_json(value, status=200):
    """An answer of a service that speaks JSON."""
    return status, "application/json", json.dumps(value)


def json_error(code, message, status=400):
    """A refusal of a service that speaks JSON."""
    return as_json({"__type": code, "message": message}, status)
