#!/usr/bin/env python3
"""Serves moto on a loopback port for the AWS tests.

usage: server.py PORT [--pages]

In: a port, and whether to cut every listing into pages (paging.py); standard input, whose end (the parent is gone) ends the server too. Out: the line
"ready PORT" on standard output once requests are answered. Needs no network. What moto lacks and
a collector asks for is added below, each addition saying what real AWS does.
"""

import importlib
import io
import json
import os
import pkgutil
import re
import sys
import tempfile
import threading

# moto otherwise loads about a thousand images and snapshots of them.
_amis = tempfile.NamedTemporaryFile("w", suffix=".json", delete=False)
json.dump([], _amis)
_amis.close()
os.environ["MOTO_AMIS_PATH"] = _amis.name
os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
os.environ["AWS_EC2_METADATA_DISABLED"] = "true"
for name in ("AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
    os.environ.pop(name, None)

import logging  # noqa: E402

from werkzeug.serving import make_server  # noqa: E402

import lacks  # noqa: E402
from answers import Request  # noqa: E402
from paging import with_pages  # noqa: E402
import moto.elasticache.models  # noqa: E402
import moto.iam.models  # noqa: E402
import moto.rds.models  # noqa: E402
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app  # noqa: E402


# Root elements that real S3 uses and that strict SDKs insist on; moto names them after the operation.
ROOTS = {
    b"GetBucketVersioningResponse": b"VersioningConfiguration",
    b"GetBucketNotificationResponse": b"NotificationConfiguration",
}


def add_what_moto_lacks():
    # Managed policies are listed with their name.
    moto.iam.models.ManagedPolicy.policy_name = property(lambda policy: policy.name)

    # Instances say whether Performance Insights is on.
    database = moto.rds.models.DBInstance
    plain_database = database.__init__

    def database_init(self, *args, **kwargs):
        plain_database(self, *args, **kwargs)
        self.performance_insights_enabled = bool(kwargs.get("enable_performance_insights"))

    database.__init__ = database_init

    # A group that encrypts in transit does so in the mode "required" unless told otherwise.
    group = moto.elasticache.models.ReplicationGroup
    plain_group = group.__init__

    def group_init(self, *args, **kwargs):
        plain_group(self, *args, **kwargs)
        if self.transit_encryption_enabled and not self.transit_encryption_mode:
            self.transit_encryption_mode = "required"

    group.__init__ = group_init


def with_what_moto_lacks(app):
    """Answers operations that moto does not implement.

    A module of `lacks/` may have `patch()`, called once; `ANSWERS`, by (service, operation); and
    `REST_ANSWERS`, a list of (service, method, pattern of the whole path, function). A function takes
    the `Request` and gives (status, content type, body), or `None` to leave the request to moto.
    """
    answers, rest = {}, []
    for module in sorted(m.name for m in pkgutil.iter_modules(lacks.__path__)):
        module = importlib.import_module(f"lacks.{module}")
        if hasattr(module, "patch"):
            module.patch()
        answers.update(getattr(module, "ANSWERS", {}))
        rest.extend(getattr(module, "REST_ANSWERS", []))

    def wrapped(environ, start_response):
        request = Request(environ)
        environ["wsgi.input"] = io.BytesIO(request.body)
        function = answers.get((request.service, request.operation))
        for service, method, pattern, candidate in rest:
            if (service, method) == (request.service, request.method) and re.fullmatch(pattern, request.path):
                function = candidate
        answer = function(request) if function else None
        if answer is None:
            return app(environ, start_response)
        status, content_type, body = answer
        body = body.encode() if isinstance(body, str) else body
        headers = [("Content-Type", content_type), ("Content-Length", str(len(body)))]
        start_response(f"{status} {'OK' if status < 400 else 'Refused'}", headers)
        return [body]

    return wrapped


def with_real_roots(app):
    """Renames root elements in the answers to reads of a bucket's settings."""

    def wrapped(environ, start_response):
        query = environ.get("QUERY_STRING", "")
        if environ["REQUEST_METHOD"] != "GET" or not re.search(r"(^|&)(versioning|notification)", query):
            return app(environ, start_response)
        head = []

        def remember(status, headers, exc_info=None):
            head[:] = [status, headers]

        body = b"".join(app(environ, remember))
        for given, real in ROOTS.items():
            body = re.sub(rb"<(/?)" + given + rb"\b", rb"<\g<1>" + real, body)
        headers = [(k, v) for k, v in head[1] if k.lower() != "content-length"]
        start_response(head[0], headers + [("Content-Length", str(len(body)))])
        return [body]

    return wrapped


def one_at_a_time(app):
    """moto keeps its state in plain dictionaries, which some requests change while others go through them."""
    lock = threading.Lock()

    def wrapped(environ, start_response):
        with lock:
            return [b"".join(app(environ, start_response))]

    return wrapped


def die_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


def main():
    port = int(sys.argv[1])
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    add_what_moto_lacks()
    app = with_what_moto_lacks(with_real_roots(DomainDispatcherApplication(create_backend_app)))
    if sys.argv[2:] == ["--pages"]:
        whole, paged = app, with_pages(app)

        # Who fills the account wants to see it whole.
        def app(environ, start_response):
            seeder = "Boto3" in environ.get("HTTP_USER_AGENT", "")
            return (whole if seeder else paged)(environ, start_response)

    app = one_at_a_time(app)
    server = make_server("127.0.0.1", port, app, threaded=True)
    threading.Thread(target=die_with_parent, daemon=True).start()
    print(f"ready {server.server_port}", flush=True)
    try:
        server.serve_forever()
    finally:
        os.unlink(_amis.name)


if __name__ == "__main__":
    main()
