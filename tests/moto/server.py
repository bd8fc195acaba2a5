#!/usr/bin/env python3
"""Serves moto on a loopback port for the AWS tests.

usage: server.py PORT

In: a port; standard input, whose end (the parent is gone) ends the server too. Out: the line
"ready PORT" on standard output once requests are answered. Needs no network. What moto lacks and
a collector asks for is added below, each addition saying what real AWS does.
"""

import os
import sys
import tempfile
import threading
import json

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

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app  # noqa: E402


def die_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


def main():
    port = int(sys.argv[1])
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = DomainDispatcherApplication(create_backend_app)
    server = make_server("127.0.0.1", port, app, threaded=True)
    threading.Thread(target=die_with_parent, daemon=True).start()
    print(f"ready {server.server_port}", flush=True)
    try:
        server.serve_forever()
    finally:
        os.unlink(_amis.name)


if __name__ == "__main__":
    main()
