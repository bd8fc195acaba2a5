"""Cuts every answer that AWS may page into four pages, for a WSGI server in front of moto.

moto pages only some listings, ignores the limit of others, and loses the token of a few. Here every
listing has an empty page with a token, as AWS may send at any time, two pages of one item, and a
last one with the rest. Which operations page, by which tokens and over which lists, comes
from botocore's own data. A listing whose upstream answer has a token of its own is refused: its
account is too large for this.
"""

import functools
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from urllib.parse import parse_qsl, urlencode

import botocore.loaders
import botocore.model

from answers import Request

LOADER = botocore.loaders.Loader()
# The last page, counted from 0.
LAST = 3
# The names that botocore has for them.
SERVICES = {"access-analyzer": "accessanalyzer"}


class Service:
    """What botocore knows about a service."""

    def __init__(self, name):
        self.model = botocore.model.ServiceModel(LOADER.load_service_model(name, "service-2"))
        try:
            self.pagers = LOADER.load_service_model(name, "paginators-1")["pagination"]
        except botocore.exceptions.UnknownServiceError:
            self.pagers = {}
        self.protocol = self.model.metadata["protocol"]
        self.rest = []
        if self.protocol.startswith("rest"):
            for name in self.pagers:
                http = self.model.operation_model(name).http
                path, _, query = http["requestUri"].partition("?")
                pattern = re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(path))
                self.rest.append((http["method"], pattern, query, name))

    def operation(self, request):
        if request.operation:
            return request.operation
        for method, pattern, query, name in self.rest:
            if method == request.method and re.fullmatch(pattern, request.path):
                plain = {key for key in request.query if not key.startswith(("x-id", "max", "continuation", "next"))}
                if plain <= {query.split("=")[0]}:
                    return name
        return ""


@functools.lru_cache
def service(name):
    try:
        return Service(SERVICES.get(name, name))
    except botocore.exceptions.UnknownServiceError:
        return None


def with_pages(app):
    """Wraps an application so that it pages."""

    def wrapped(environ, start_response):
        request = Request(environ)
        known = service(request.service)
        operation = known.operation(request) if known else ""
        pager = known.pagers.get(operation) if known else None
        # What comes in CBOR is cut behind the translation to JSON, see lacks/cloudwatch.py.
        if pager is None or environ.get("CONTENT_TYPE") == "application/cbor":
            environ["wsgi.input"] = io.BytesIO(request.body)
            return app(environ, start_response)
        page = ask_for_all(environ, request, known, operation, pager)
        head = []

        def remember(status, headers, exc_info=None):
            head[:] = [status, headers]

        body = b"".join(app(dict(environ), remember))
        if body[:1] == b"{":
            body = with_the_rest(app, environ, request, pager, body)
        if head[0].startswith("200"):
            cut = cut_json if b"{" == body.lstrip()[:1] else cut_xml
            body = cut(body, known.model.operation_model(operation), pager, page)
        headers = [(k, v) for k, v in head[1] if k.lower() != "content-length"]
        start_response(head[0], headers + [("Content-Length", str(len(body)))])
        return [body]

    return wrapped


def with_the_rest(app, environ, request, pager, body):
    """Adds what moto itself left for further pages."""
    answer, token = json.loads(body), first(pager["output_token"])
    while answer.get(token):
        sent = json.dumps({**json.loads(request.body or b"{}"), first(pager["input_token"]): answer.pop(token)}).encode()
        again = {**environ, "wsgi.input": io.BytesIO(sent), "CONTENT_LENGTH": str(len(sent))}
        more = json.loads(b"".join(app(again, lambda status, headers, exc_info=None: None)))
        for name in keys(pager):
            answer.setdefault(name, []).extend(more.get(name, []))
        answer[token] = more.get(token)
    return json.dumps(answer).encode()


def first(value):
    return value[0] if isinstance(value, list) else value


def ask_for_all(environ, request, known, operation, pager):
    """Takes the token out of a request; gives the number of the page that it asked for."""
    unwanted = {first(pager["input_token"])}
    shape = known.model.operation_model(operation).input_shape
    wire = {name: (shape.members[name].serialization.get("name", name)) for name in unwanted if name in shape.members}
    token = None
    if request.form:
        names = {n for name in wire.values() for n in (name, name[:1].upper() + name[1:])}
        pairs = parse_qsl(request.body.decode(), keep_blank_values=True)
        token = next((v for n, v in pairs if n in names and v.startswith("page-")), None)
        request.body = urlencode([(n, v) for n, v in pairs if n not in names]).encode()
    else:
        pairs = parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True)
        token = next((v for n, v in pairs if n in wire.values() and v.startswith("page-")), None)
        environ["QUERY_STRING"] = urlencode([(n, v) for n, v in pairs if n not in wire.values()])
        if request.body:
            sent = json.loads(request.body)
            token = sent.get(wire.get(first(pager["input_token"]))) or token
            request.body = json.dumps({n: v for n, v in sent.items() if n not in wire.values()}).encode()
    environ["wsgi.input"] = io.BytesIO(request.body)
    environ["CONTENT_LENGTH"] = str(len(request.body))
    return int(token.removeprefix("page-")) if token else 0


def keep(page, lists):
    """Which items of which lists stand on a page; and whether another page follows."""
    kept, start = [], 0
    for items in lists:
        here = range(page - 1, page) if page < LAST else range(page - 1, len(items) + start)
        kept.append([item for i, item in enumerate(items) if start + i in here])
        start += len(items)
    return kept, page < LAST


def keys(pager):
    result = pager["result_key"]
    return result if isinstance(result, list) else [result]


def cut_json(body, model, pager, page):
    answer = json.loads(body)
    out_token = first(pager["output_token"])
    names = [name for name in keys(pager) if isinstance(answer.get(name), list)]
    assert not answer.get(out_token), f"{model.name}: too many for one page of moto"
    kept, more = keep(page, [answer[name] for name in names])
    answer.update(zip(names, kept))
    answer.pop(out_token, None)
    if more:
        answer[out_token] = f"page-{page + 1}"
    if "more_results" in pager:
        answer[pager["more_results"]] = more
    return json.dumps(answer).encode()


def cut_xml(body, model, pager, page):
    space = re.search(rb'xmlns="([^"]*)"', body)
    if space:
        ElementTree.register_namespace("", space.group(1).decode())
    root = ElementTree.fromstring(body)
    prefix = f"{{{space.group(1).decode()}}}" if space else ""
    result = root.find(f"{prefix}{model.name}Result")
    result = root if result is None else result
    members = model.output_shape.members

    def wire(name):
        return prefix + members[name].serialization.get("name", name)

    lists = [result.find(wire(name)) for name in keys(pager) if name in members]
    lists = [found for found in lists if found is not None]
    out_token = first(pager["output_token"]).split(" || ")[0]
    found = result.find(wire(out_token))
    assert found is None or not found.text, f"{model.name}: too many for one page of moto"
    if found is not None:
        result.remove(found)
    kept, more = keep(page, [list(items) for items in lists])
    for items, stay in zip(lists, kept):
        for item in list(items):
            if item not in stay:
                items.remove(item)
    if more:
        ElementTree.SubElement(result, wire(out_token)).text = f"page-{page + 1}"
    if "more_results" in pager:
        truncated = result.find(wire(pager["more_results"]))
        if truncated is None:
            truncated = ElementTree.SubElement(result, wire(pager["more_results"]))
        truncated.text = str(more).lower()
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
