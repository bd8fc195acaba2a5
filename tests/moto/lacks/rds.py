"""RDS: what moto's databases do not say of themselves, and operations that it does not know."""

from datetime import datetime, timezone
from xml.sax.saxutils import escape

import moto.rds.models as models
from answers import query

ACCOUNT = "123456789012"
# Authority of new server certificates, and the end of what it signs here.
AUTHORITY, VALID_TILL = "rds-ca-rsa2048-g1", datetime(2061, 5, 20, tzinfo=timezone.utc)
# Times stand still, so that equal accounts give equal snapshots on every day.
MOMENT = datetime(2026, 9, 1, 6, 0, tzinfo=timezone.utc)
LIFECYCLE = "open-source-rds-extended-support"
# Versions that AWS lists and no longer offers; older ones are not listed at all.
DEPRECATED = {"13.4", "12.7"}
UNLISTED = {"9.3.3"}
# Parameters that a group has without anybody's doing: name, value or None, source, how a change is applied.
POSTGRES = [
    ("log_connections", None, "engine-default", "immediate"),
    ("log_min_duration_statement", None, "engine-default", "immediate"),
    ("log_statement", None, "engine-default", "immediate"),
    ("max_connections", "LEAST({DBInstanceClassMemory/9531392},5000)", "system", "pending-reboot"),
    ("rds.force_ssl", "1", "system", "immediate"),
    ("ssl", "1", "system", "pending-reboot"),
    ("work_mem", None, "engine-default", "immediate"),
]
OTHERS = [("require_secure_transport", "OFF", "engine-default", "immediate"),
          ("max_connections", "{DBInstanceClassMemory/12582880}", "system", "pending-reboot")]


def patch():
    # Automated snapshots are made in the backup window, not when the database is.
    models.DBInstance.save_automated_backup = lambda database: None
    models.DBCluster.save_automated_backup = lambda cluster: None
    # Moto gives the time of the question; a real one moves when logs have been stored.
    models.DBInstance.latest_restorable_time = property(lambda database: MOMENT)
    models.DBCluster.latest_restorable_time = property(lambda cluster: MOMENT)
    models.DBSnapshot.snapshot_create_time = property(lambda snapshot: MOMENT)
    models.DBSnapshot.original_snapshot_create_time = property(lambda snapshot: MOMENT, lambda snapshot, time: None)
    models.DBClusterSnapshot.snapshot_create_time = property(lambda snapshot: MOMENT)

    plain_instance = models.DBInstance.__init__

    def instance_init(self, *args, **kwargs):
        plain_instance(self, *args, **kwargs)
        if "ca_certificate_identifier" not in kwargs:
            self.ca_certificate_identifier = AUTHORITY
        self.certificate_details = {"CAIdentifier": self.ca_certificate_identifier, "ValidTill": VALID_TILL}
        # Engines of open source have extended support unless it is declined.
        self.engine_lifecycle_support = kwargs.get("engine_lifecycle_support", LIFECYCLE)
        self.database_insights_mode = kwargs.get("database_insights_mode", "standard")
        self.network_type = kwargs.get("network_type", "IPV4")
        if kwargs.get("enable_performance_insights"):
            self.performance_insights_retention_period = kwargs.get("performance_insights_retention_period", 7)

    models.DBInstance.__init__ = instance_init

    plain_cluster = models.DBCluster.__init__

    def cluster_init(self, backend, *args, **kwargs):
        plain_cluster(self, backend, *args, **kwargs)
        self.engine_lifecycle_support = kwargs.get("engine_lifecycle_support", LIFECYCLE)
        self.performance_insights_enabled = bool(kwargs.get("enable_performance_insights"))
        # A default group comes to be with the first cluster that uses it.
        name, groups = self.parameter_group, backend.db_cluster_parameter_groups
        if name.startswith("default.") and name not in groups:
            family = name.removeprefix("default.")
            groups[name] = models.DBClusterParameterGroup(
                backend, name, f"Default cluster parameter group for {family}", family)

    models.DBCluster.__init__ = cluster_init

    # Moto's replica is a copy that shares its source's list of replicas, and so names itself.
    plain_replica = models.RDSBackend.create_db_instance_read_replica

    def create_replica(self, db_kwargs):
        replica = plain_replica(self, db_kwargs)
        replica.replicas = []
        return replica

    models.RDSBackend.create_db_instance_read_replica = create_replica


def engine_versions(request):
    """One version; with IncludeAll those that are no longer offered are listed, too."""
    engine, version = request.form.get("Engine", ""), request.form.get("EngineVersion")
    if not version:
        return None
    status = "deprecated" if version in DEPRECATED else "available"
    hidden = status == "deprecated" and request.form.get("IncludeAll") != "true"
    listed = "" if hidden or version in UNLISTED else (
        f"<DBEngineVersion><Engine>{escape(engine)}</Engine><EngineVersion>{escape(version)}</EngineVersion>"
        f"<Status>{status}</Status></DBEngineVersion>")
    return query(request, f"<DBEngineVersions>{listed}</DBEngineVersions>")


def parameters(request, groups, name):
    """All parameters of a group; those that somebody set have the source "user"."""
    group = groups.get(name)
    if group is None:
        return None
    family = getattr(group, "family", None) or group.db_parameter_group_family
    rows = {row[0]: row for row in (POSTGRES if "postgres" in family else OTHERS)}
    for name, parameter in group.parameters.items():
        rows[name] = (name, parameter["ParameterValue"], "user", parameter.get("ApplyMethod", "immediate"))
    wanted = request.form.get("Source")
    listed = "".join(
        f"<Parameter><ParameterName>{escape(name)}</ParameterName>"
        + (f"<ParameterValue>{escape(value)}</ParameterValue>" if value is not None else "")
        + f"<Source>{source}</Source><ApplyMethod>{method}</ApplyMethod></Parameter>"
        for name, value, source, method in sorted(rows.values(), key=lambda row: row[0])
        if wanted in (None, source))
    return query(request, f"<Parameters>{listed}</Parameters>")


def instance_parameters(request):
    backend = models.rds_backends[ACCOUNT][request.region]
    return parameters(request, backend.db_parameter_groups, request.form.get("DBParameterGroupName"))


def cluster_parameters(request):
    backend = models.rds_backends[ACCOUNT][request.region]
    return parameters(request, backend.db_cluster_parameter_groups, request.form.get("DBClusterParameterGroupName"))


ANSWERS = {
    ("rds", "DescribeDBEngineVersions"): engine_versions,
    ("rds", "DescribeDBParameters"): instance_parameters,
    ("rds", "DescribeDBClusterParameters"): cluster_parameters,
}
