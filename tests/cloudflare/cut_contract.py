"""Cuts the paths that the tests need out of Cloudflare's published openapi.json.

    python3 cut_contract.py openapi.json > contract.json

Turns OpenAPI 3.0 into JSON Schema (`nullable` becomes a type) and leaves out all prose.
"""

import json
import sys

# Ended or deprecated: nothing may call these.
ENDED = {
    "/zones/{zone_id}/settings", "/zones/{zone_identifier}/firewall/rules", "/zones/{zone_identifier}/rate_limits",
    "/accounts/{account_id}/audit_logs", "/accounts/{account_id}/roles",
}
# Settings that no control is about.
SETTINGS = {
    "advanced_ddos", "automatic_platform_optimization", "brotli", "cname_flattening", "early_hints", "edge_cache_ttl",
    "h2_prioritization", "image_resizing", "ipv6", "max_upload", "minify", "mirage", "mobile_redirect", "nel",
    "opportunistic_onion", "orange_to_orange", "origin_error_page_pass_thru", "polish", "prefetch_preload",
    "proxy_read_timeout", "pseudo_ipv4", "response_buffering", "rocket_loader", "server_side_exclude", "sha1_support",
    "sort_query_string_for_cache", "tls_1_2_only", "true_client_ip_header", "waf", "webp", "websockets", "{setting_id}",
}
# `oneOf` that means `anyOf`: the id of a mechanism is a UUID or a text, and a UUID is both.
OVERLAPPING = {"aaa_mechanisms"}
# Lists that page, although their text does not say so.
PAGED = {"/accounts/{account_id}/tokens"}
PAGES = {name: {"type": "number", "minimum": 1} for name in ("page", "per_page")}
METHODS = ("get", "post", "put", "patch", "delete")
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
    node = resolve(node).get("content", {}).get("application/json")
    return schema(node["schema"]) if node else None


def operation(path, node):
    parameters = [resolve(parameter) for parameter in node.get("parameters", [])]
    query = {p["name"]: schema(p["schema"]) for p in parameters if p["in"] == "query"}
    if path in PAGED:
        query |= PAGES
    out = {"query": query} if query else {}
    if "requestBody" in node and content(node["requestBody"]):
        out["body"] = content(node["requestBody"])
    # Failures are described as a success and a failure at once, which nothing can be: the fake checks their
    # envelope itself.
    answers = {status: content(answer) for status, answer in node["responses"].items() if status == "200"}
    out["responses"] = {status: answer for status, answer in answers.items() if answer}
    return out


def lines(members):
    return ",\n".join(f"  {json.dumps(name)}: {json.dumps(member)}" for name, member in members.items())


def is_cut(path):
    return path not in ENDED and not any(path == f"/zones/{{zone_id}}/settings/{name}" for name in SETTINGS)


# Where the published schema rejects what the API takes and gives.
def correct(source):
    schemas = source["components"]["schemas"]
    # Actions such as set_config have an underscore.
    schemas["rulesets_RuleAction"]["pattern"] = "^[a-z_]+$"
    # A target is one or the other, but neither form demanded its own member.
    redirect = schemas["rulesets_RedirectRule"]["allOf"][1]["properties"]["action_parameters"]["properties"]
    for form in redirect["from_value"]["properties"]["target_url"]["oneOf"]:
        form["required"] = list(form["properties"])
    # The lists of rulesets page: `cursor` and `per_page` of the SDK's RulesetListParams.
    for owner in ("zones/{zone_id}", "accounts/{account_id}"):
        source["paths"][f"/{owner}/rulesets"]["get"].setdefault("parameters", []).extend([
            {"name": "cursor", "in": "query", "schema": {"type": "string"}},
            {"name": "per_page", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 50}},
        ])


correct(source)
paths = {
    path: {method: operation(path, item[method]) for method in METHODS if method in item}
    for path, item in source["paths"].items()
    if is_cut(path)
}

# Both lists page, as the official SDK 5.9.0 has it.
for path in ("/zones/{zone_id}/ssl/certificate_packs", "/certificates"):
    paths[path]["get"]["query"] |= {name: {"type": "number", "minimum": 1} for name in ("page", "per_page")}
# A route without a script keeps requests away from Workers; the documentation has such routes.
for name in ("workers_routes", "workers_script_name"):
    assert name in defs, name
defs["workers_routes"]["required"].remove("script")
defs["workers_routes"]["properties"]["script"] = {"anyOf": [{"$ref": "#/$defs/workers_script_name"}, {"type": "null"}]}
# The usage model "standard" came in 2024.
defs["workers_usage_model"] = {"enum": ["standard", "bundled", "unbound"]}
# Zero Trust since then, as the official SDK 5.9.0 has it: the lists of Access page; rules can ask for an
# identity provider; a tunnel was not connected, or not disconnected, ever.
ACCESS = "/accounts/{account_id}/access/"
for name in ("apps", "apps/{app_id}/policies", "policies", "groups", "identity_providers", "service_tokens"):
    paths[ACCESS + name]["get"]["query"] = {p: {"type": "integer", "minimum": 1} for p in ("page", "per_page")}
provider = {"properties": {"id": {"type": "string"}}, "required": ["id"], "type": "object"}
defs["access_rule"]["oneOf"].append(
    {"properties": {"login_method": provider}, "required": ["login_method"], "type": "object"}
)
for name in ("tunnel_conns_active_at", "tunnel_conns_inactive_at", "tunnel_deleted_at"):
    defs[name]["type"] = ["string", "null"]
for name in OVERLAPPING & defs.keys():
    defs[name] = json.loads(json.dumps(defs[name]).replace('"oneOf"', '"anyOf"'))
print(f'{{\n"x-origin": {json.dumps(ORIGIN)},\n"paths": {{')
print(f'{lines(paths)}\n}},\n"$defs": {{\n{lines(dict(sorted(defs.items())))}\n}}\n}}')
