"""Cuts the paths that the tests need out of Cloudflare's published openapi.json.

    python3 cut_contract.py openapi.json > contract.json

Turns OpenAPI 3.0 into JSON Schema (`nullable` becomes a type) and leaves out all prose.
"""

import json
import sys

SETTINGS = ["ssl", "tls_1_3", "min_tls_version", "always_use_https", "automatic_https_rewrites"]
OPERATIONS = [
    ("/zones", ["get"]),
    ("/zones/{zone_id}", ["get"]),
    *((f"/zones/{{zone_id}}/settings/{name}", ["get", "patch"]) for name in SETTINGS),
    ("/zones/{zone_id}/dns_records", ["get"]),
    ("/zones/{zone_id}/rulesets", ["get"]),
    ("/zones/{zone_id}/rulesets/phases/{ruleset_phase}/entrypoint", ["get"]),
]
PARAMETERS = {"page", "per_page", "cursor", "name", "status", "order", "direction", "match", "account.id"}
KEYWORDS = {
    "type", "properties", "required", "items", "enum", "oneOf", "anyOf", "allOf", "not", "pattern", "minimum",
    "maximum", "minLength", "maxLength", "additionalProperties", "uniqueItems", "minItems", "maxItems",
}
ORIGIN = (
    "Excerpt, without prose, of openapi.json in github.com/cloudflare/api-schemas at commit "
    "8c9b6cfb5909a67682231d479f0f6b5da5aa4681 (2024-08-07), BSD-3-Clause (LICENSE.contract); turned from OpenAPI 3.0 into JSON "
    "Schema by cut_contract.py"
)

source = json.load(open(sys.argv[1]))
defs = {}


def resolve(node):
    while "$ref" in node:
        target = source
        for part in node["$ref"][2:].split("/"):
            target = target[part]
        node = target
    return node


def schema(node):
    if "$ref" in node:
        name = node["$ref"].split("/")[-1]
        if name not in defs:
            defs[name] = None  # breaks circles
            defs[name] = schema(resolve(node))
        return {"$ref": f"#/$defs/{name}"}
    out = {}
    for key, value in node.items():
        if key not in KEYWORDS:
            continue
        if key == "properties":
            out[key] = {name: schema(below) for name, below in value.items()}
        elif key in ("oneOf", "anyOf", "allOf"):
            out[key] = [schema(below) for below in value]
        elif key in ("items", "not", "additionalProperties") and isinstance(value, dict):
            out[key] = schema(value)
        elif key == "minLength" and node.get("type") != "string":
            continue  # stands on lists there, where it means nothing
        else:
            out[key] = value
    if node.get("nullable"):
        if "type" in out:
            out["type"] = [out["type"], "null"]
        elif "allOf" in out:
            out = {"anyOf": [out, {"type": "null"}]}
        if "enum" in out:
            out["enum"] = [*out["enum"], None]
    return out


def content(node):
    return schema(resolve(node)["content"]["application/json"]["schema"])


def operation(node):
    parameters = [resolve(parameter) for parameter in node.get("parameters", [])]
    query = {p["name"]: schema(p["schema"]) for p in parameters if p["in"] == "query" and p["name"] in PARAMETERS}
    out = {"query": query} if query else {}
    if "requestBody" in node:
        out["body"] = content(node["requestBody"])
    out["responses"] = {status.upper(): content(answer) for status, answer in node["responses"].items()}
    return out


def lines(members):
    return ",\n".join(f"  {json.dumps(name)}: {json.dumps(member)}" for name, member in members.items())


paths = {path: {m: operation(source["paths"][path][m]) for m in methods} for path, methods in OPERATIONS}
print(f'{{\n"x-origin": {json.dumps(ORIGIN)},\n"paths": {{')
print(f'{lines(paths)}\n}},\n"$defs": {{\n{lines(dict(sorted(defs.items())))}\n}}\n}}')
