"""ACM: when certificates are issued, and which can be renewed."""

import moto.acm.models
from moto import settings


def patch():
    # Whoever requests a certificate here has proved the names already: no waiting in between.
    settings.ACM_VALIDATION_WAIT = -1

    # AWS renews what it issued and is in use. moto says that nothing can be renewed.
    bundle = moto.acm.models.CertBundle
    plain = bundle.describe

    def describe(self):
        answer = plain(self)
        if self.type == "AMAZON_ISSUED" and self.in_use_by:
            answer["Certificate"]["RenewalEligibility"] = "ELIGIBLE"
        # Real ACM writes a hyphen here.
        certificate = answer["Certificate"]
        certificate["KeyAlgorithm"] = certificate["KeyAlgorithm"].replace("RSA_", "RSA-")
        return answer

    bundle.describe = describe

    # The filter takes the spelling with an underscore all the same.
    backend = moto.acm.models.AWSCertificateManagerBackend
    plain_list = backend.list_certificates

    def list_certificates(self, statuses, includes):
        if includes and "keyTypes" in includes:
            both = [spelling for name in includes["keyTypes"] for spelling in (name, name.replace("RSA_", "RSA-"))]
            includes = {**includes, "keyTypes": both}
        return plain_list(self, statuses, includes)

    backend.list_certificates = list_certificates
