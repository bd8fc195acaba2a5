"""KMS: what moto gets wrong about rotation, deletion and the keys of AWS."""

import moto.kms.models
import moto.kms.responses
from answers import as_json, json_error
from moto.kms.models import kms_backends

ACCOUNT = "123456789012"


def patch():
    # A key that an AWS service makes on first use is managed by AWS and rotates each year.
    backend = moto.kms.models.KmsBackend
    plain = backend._generate_default_keys

    def generate(self, alias_name):
        id = plain(self, alias_name)
        if id:
            key = self.keys[id]
            service = alias_name.rsplit("/", 1)[-1]
            key.key_manager, key.key_rotation_status = "AWS", True
            key.description = f"Default key that protects my {service} data when no other key is defined"
        return id

    backend._generate_default_keys = generate

    # EC2 makes its key by itself in moto.
    plain_alias = backend.create_alias

    def create_alias(self, target_key_id, alias_name):
        alias = plain_alias(self, target_key_id, alias_name)
        if alias_name.startswith("alias/aws/"):
            key = self.keys[self.any_id_to_key_id(target_key_id)]
            key.key_manager, key.key_rotation_status = "AWS", True
        return alias

    backend.create_alias = create_alias

    # A key is for encryption, in one region, unless stated. moto states nothing then.
    key = moto.kms.models.Key
    plain_key = key.__init__

    def key_init(self, *args, **kwargs):
        plain_key(self, *args, **kwargs)
        self.key_usage, self.multi_region = self.key_usage or "ENCRYPT_DECRYPT", bool(self.multi_region)

    key.__init__ = key_init

    # The period is a year unless stated. moto takes no period at all.
    response = moto.kms.responses.KmsResponse
    plain_enable = response.enable_key_rotation

    def enable(self):
        answer = plain_enable(self)
        key = self.kms_backend.keys[self.kms_backend.any_id_to_key_id(self._get_param("KeyId"))]
        key.rotation_period = self._get_param("RotationPeriodInDays") or 365
        return answer

    response.enable_key_rotation = enable


def rotation(request):
    """Real KMS knows no rotation of asymmetric keys, and tells the period of what rotates."""
    backend = kms_backends[ACCOUNT][request.region]
    key = backend.keys.get(backend.any_id_to_key_id(request.json["KeyId"]))
    if key is None:
        return None
    if key.key_spec != "SYMMETRIC_DEFAULT" or key.origin != "AWS_KMS":
        return json_error("UnsupportedOperationException", f"{key.arn} does not support rotation.")
    answer = {"KeyId": key.arn, "KeyRotationEnabled": key.key_rotation_status}
    if key.key_rotation_status:
        answer["RotationPeriodInDays"] = getattr(key, "rotation_period", 365)
    return as_json(answer)


def aliases(request):
    """Real KMS lists the alias of an AWS service without a key until the service makes one."""
    backend = kms_backends[ACCOUNT][request.region]
    listed = [{"AliasArn": alias.alias_arn, "AliasName": alias.alias_name, "TargetKeyId": alias.target_key_id}
              for alias in backend.list_aliases()]
    there = {alias["AliasName"] for alias in listed}
    for name in moto.kms.models.RESERVED_ALIASES:
        if name not in there:
            listed.append({"AliasArn": f"arn:aws:kms:{request.region}:{ACCOUNT}:{name}", "AliasName": name})
    return as_json({"Aliases": listed, "Truncated": False})


ANSWERS = {("kms", "GetKeyRotationStatus"): rotation, ("kms", "ListAliases"): aliases}
