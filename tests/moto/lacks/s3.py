"""S3: what moto gives back otherwise than it was set."""

from moto.core.responses import ActionResult
from moto.s3.exceptions import ReplicationConfigurationNotFoundError
from moto.s3.models import S3Backend
from moto.s3.responses import S3Response


def patch():
    # A default lock is given in days or in years; moto names the other one too, as none.
    plain_lock = S3Backend.get_object_lock_configuration

    def lock(self, bucket_name):
        enabled, mode, days, years = plain_lock(self, bucket_name)
        return enabled, mode, days or None, years or None

    S3Backend.get_object_lock_configuration = lock

    # Rules of replication keep their filter, and what becomes of delete markers.
    def replication(self):
        self.data["Action"] = "GetBucketReplication"
        found = self.backend.get_bucket_replication(self.bucket_name)
        if not found:
            raise ReplicationConfigurationNotFoundError(bucket_name=self.bucket_name)
        return self.serialized(ActionResult({
            "ReplicationConfiguration": {"Role": found["Role"], "Rules": found["Rule"]}}))

    S3Response.get_bucket_replication = replication
