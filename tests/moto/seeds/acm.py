"""The certificate of StellarRec's load balancer."""

import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

COMMON = {"environment": "production", "project": "stellarrec", "owner": "platform", "managed-by": "terraform"}
TAGS = [{"Key": k, "Value": v} for k, v in COMMON.items()]


def seed(seed):
    acm = seed.client("acm")
    seed.made["certificate"] = acm.request_certificate(
        DomainName="stellarrec.example", SubjectAlternativeNames=["www.stellarrec.example", "api.stellarrec.example"],
        ValidationMethod="DNS", Tags=TAGS)["CertificateArn"]
    if seed.broken:
        # FAULT: a certificate that is not written to the transparency logs.
        acm.request_certificate(DomainName="hidden.stellarrec.example", ValidationMethod="DNS", Tags=TAGS,
                                Options={"CertificateTransparencyLoggingPreference": "DISABLED"})
        # FAULT: an imported certificate with a weak key, which soon expires and has no tags.
        certificate, key = self_signed("old.stellarrec.example", bits=1024, days=9)
        acm.import_certificate(Certificate=certificate, PrivateKey=key)
        # One with a long key, which a careless listing leaves out.
        certificate, key = self_signed("long.stellarrec.example", bits=4096, days=300)
        acm.import_certificate(Certificate=certificate, PrivateKey=key, Tags=TAGS)


def self_signed(name, bits, days):
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.timezone.utc)
    certificate = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
                   .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
                   .not_valid_after(now + datetime.timedelta(days=days)).sign(key, hashes.SHA256()))
    return (certificate.public_bytes(serialization.Encoding.PEM),
            key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL,
                              serialization.NoEncryption()))
