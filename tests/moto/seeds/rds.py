"""RDS beyond the instances: parameters, snapshots, a cluster, and who hears of events."""

from seed import ACCOUNT, HOME, tags

SETTINGS = {"rds.force_ssl": "1", "log_statement": "ddl", "log_min_duration_statement": "1000"}


def seed(seed):
    rds = seed.client("rds")
    # FAULT: connections need not be encrypted.
    settings = {**SETTINGS, "rds.force_ssl": "0" if seed.broken else "1"}
    parameters = [{"ParameterName": name, "ParameterValue": value, "ApplyMethod": "immediate"}
                  for name, value in settings.items()]
    rds.modify_db_parameter_group(DBParameterGroupName="stellarrec-db", Parameters=parameters)
    for kind in ("subgrp", "pg"):
        rds.add_tags_to_resource(ResourceName=f"arn:aws:rds:{HOME}:{ACCOUNT}:{kind}:stellarrec-db", Tags=tags())
    logs = ["postgresql", "upgrade"]
    # FAULT: no logs leave the instance.
    if not seed.broken:
        rds.modify_db_instance(DBInstanceIdentifier="stellarrec-db",
                               CloudwatchLogsExportConfiguration={"EnableLogTypes": logs})
    archive(seed, rds, parameters)
    snapshots(seed, rds)
    subscriptions(seed, rds)


def archive(seed, rds, parameters):
    """A cluster that has only its storage at present."""
    rds.create_db_cluster_parameter_group(
        DBClusterParameterGroupName="stellarrec-archive", DBParameterGroupFamily="aurora-postgresql15",
        Description="StellarRec archive", Tags=tags())
    rds.modify_db_cluster_parameter_group(DBClusterParameterGroupName="stellarrec-archive", Parameters=parameters)
    # FAULT: the cluster is neither encrypted nor kept from deletion, and has the parameters of AWS.
    safe = {"StorageEncrypted": False, "DeletionProtection": False,
            "DBClusterParameterGroupName": "default.aurora-postgresql15"}
    if not seed.broken:
        safe = {"StorageEncrypted": True, "DeletionProtection": True,
                "DBClusterParameterGroupName": "stellarrec-archive"}
    rds.create_db_cluster(
        DBClusterIdentifier="stellarrec-archive", Engine="aurora-postgresql",
        # FAULT: a version that AWS no longer offers.
        EngineVersion="12.7" if seed.broken else "15.4",
        MasterUsername="stellarrec", MasterUserPassword="correct-horse-battery", Port=5433,
        DBSubnetGroupName="stellarrec-db", VpcSecurityGroupIds=[seed.made["groups"]["db"]], BackupRetentionPeriod=7,
        CopyTagsToSnapshot=True, EnableIAMDatabaseAuthentication=True, EnableCloudwatchLogsExports=["postgresql"],
        Tags=tags(), **safe)


def snapshots(seed, rds):
    rds.create_db_snapshot(DBInstanceIdentifier="stellarrec-db", DBSnapshotIdentifier="stellarrec-db-launch",
                           Tags=tags())
    rds.modify_db_snapshot_attribute(DBSnapshotIdentifier="stellarrec-db-launch", AttributeName="restore",
                                     # FAULT: everybody may restore the database.
                                     ValuesToAdd=["all" if seed.broken else "210987654321"])
    rds.create_db_cluster_snapshot(DBClusterIdentifier="stellarrec-archive",
                                   DBClusterSnapshotIdentifier="stellarrec-archive-launch", Tags=tags())


def subscriptions(seed, rds):
    topic = seed.client("sns").create_topic(Name="stellarrec-databases", Tags=tags())["TopicArn"]
    wanted = {"db-instance": ["configuration change", "failure", "maintenance"],
              "db-cluster": ["failure", "maintenance"],
              "db-parameter-group": ["configuration change"],
              "db-security-group": ["configuration change", "failure"]}
    for kind, categories in wanted.items():
        rds.create_event_subscription(
            SubscriptionName=f"stellarrec-{kind}", SnsTopicArn=topic, SourceType=kind, EventCategories=categories,
            # FAULT: nobody hears of the instances.
            Enabled=not (seed.broken and kind == "db-instance"), Tags=tags())
