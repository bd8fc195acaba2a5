"""IAM: the root user, dates of certificates, tags of providers, features of the organization.

moto has no root user; a seed says what it is like with `POST /trueline/root?keys=1&mfa=1`.
"""

from cryptography import x509

from answers import query, query_error
from moto.iam import models

ACCOUNT = "123456789012"


def backend():
    return models.iam_backends[ACCOUNT]["aws"]


def remembered(name):
    """State that lives as long as the account: a reset forgets it with everything else."""
    return backend().__dict__.setdefault(f"trueline_{name}", {})


def root():
    return {"keys": 0, "mfa": 1, **remembered("root")}


def set_root(request):
    remembered("root").update({name: int(values[0]) for name, values in request.query.items()})
    return 200, "text/plain", ""


def root_row():
    key = "true,2024-01-01T00:00:00+00:00,2025-02-03T04:05:00+00:00,us-east-1,iam" if root()["keys"] else ""
    no_key = "false,N/A,N/A,N/A,N/A"
    fields = [
        "<root_account>", f"arn:aws:iam::{ACCOUNT}:root", "2020-01-01T00:00:00+00:00", "not_supported",
        "2026-01-02T03:04:05+00:00", "not_supported", "not_supported", "true" if root()["mfa"] else "false",
        key or no_key, no_key, "false", "N/A", "false", "N/A"]
    return ",".join(fields) + "\n"


def patch():
    # The credential report begins with the root user.
    plain_report = models.IAMBackend.get_credential_report

    def report(self):
        head, rows = plain_report(self).split("\n", 1)
        return f"{head}\n{root_row()}{rows}"

    models.IAMBackend.get_credential_report = report

    # A user without a password has no date at which it changed.
    plain_row = models.User.to_csv

    def row(self):
        fields = plain_row(self).split(",")
        if fields[3] == "false":
            fields[4] = fields[5] = "N/A"
        return ",".join(fields)

    models.User.to_csv = row

    # A policy knows how many identities it bounds.
    def bounds(policy):
        identities = [*backend().users.values(), *backend().roles.values()]
        return sum(getattr(i, "permissions_boundary_arn", None) == policy.arn for i in identities)

    models.ManagedPolicy.permissions_boundary_usage_count = property(bounds)

    # The summary counts what the root user has.
    plain_summary = models.AccountSummary.summary_map.fget

    def summary(self):
        return {**plain_summary(self), "AccountMFAEnabled": root()["mfa"], "AccountAccessKeysPresent": root()["keys"],
                "AccountPasswordPresent": 1}

    models.AccountSummary.summary_map = property(summary)


def tags_of(request):
    names = {}
    for field, value in request.form.items():
        if field.startswith("Tags.member."):
            number, part = field.removeprefix("Tags.member.").split(".")
            names.setdefault(number, {})[part] = value
    return [(tag["Key"], tag["Value"]) for tag in names.values()]


def remember_tags(request):
    """Tags that are given at creation; moto forgets them."""
    remembered("tags")[request.form.get("ServerCertificateName") or request.form["Name"]] = tags_of(request)


def list_tags(request):
    arn = request.form.get("SAMLProviderArn", "")
    name = request.form.get("ServerCertificateName") or arn.split("/", 1)[-1]
    members = (f"<member><Key>{key}</Key><Value>{value}</Value></member>"
               for key, value in remembered("tags").get(name, []))
    return query(request, f"<IsTruncated>false</IsTruncated><Tags>{''.join(members)}</Tags>")


def server_certificates(request):
    """moto gives every certificate the same dates; AWS reads them from the certificate."""
    members = []
    for certificate in backend().certificates.values():
        read = x509.load_pem_x509_certificate(certificate.cert_body.encode())
        members.append(
            f"<member><ServerCertificateName>{certificate.cert_name}</ServerCertificateName>"
            f"<Path>{certificate.path}</Path><Arn>{certificate.arn}</Arn>"
            "<ServerCertificateId>ASCACKCEVSQ6C2EXAMPLE</ServerCertificateId>"
            f"<UploadDate>{read.not_valid_before_utc:%Y-%m-%dT%H:%M:%SZ}</UploadDate>"
            f"<Expiration>{read.not_valid_after_utc:%Y-%m-%dT%H:%M:%SZ}</Expiration></member>")
    return query(request, "<IsTruncated>false</IsTruncated><ServerCertificateMetadataList>"
                 f"{''.join(members)}</ServerCertificateMetadataList>")


def enable_feature(request):
    feature = request.operation.removeprefix("EnableOrganizations")
    remembered("features")[feature] = True
    return query(request, features())


def list_features(request):
    """Central root access. AWS refuses while IAM has no trusted access in the organization."""
    if not remembered("features"):
        return query_error("ServiceAccessNotEnabledException", "IAM is not enabled for the organization")
    return query(request, features())


def features():
    members = "".join(f"<member>{feature}</member>" for feature in remembered("features"))
    return f"<OrganizationId>o-stellarrec</OrganizationId><EnabledFeatures>{members}</EnabledFeatures>"


ANSWERS = {
    ("iam", "CreateSAMLProvider"): remember_tags,
    ("iam", "UploadServerCertificate"): remember_tags,
    ("iam", "ListSAMLProviderTags"): list_tags,
    ("iam", "ListServerCertificateTags"): list_tags,
    ("iam", "ListServerCertificates"): server_certificates,
    ("iam", "EnableOrganizationsRootCredentialsManagement"): enable_feature,
    ("iam", "EnableOrganizationsRootSessions"): enable_feature,
    ("iam", "ListOrganizationsFeatures"): list_features,
}
REST_ANSWERS = [("", "POST", "/trueline/root", set_root)]
