"""ElastiCache: members of replication groups, and the groups of parameters and users that moto lacks."""

import re
from datetime import datetime, timezone
from xml.sax.saxutils import escape

import moto.elasticache.models as models
from answers import query, query_error

ACCOUNT = "123456789012"
# Times stand still, so that equal accounts give equal snapshots on every day.
MOMENT = datetime(2026, 9, 1, 6, 0, tzinfo=timezone.utc)
# The full version behind the one that a group is asked for.
FULL = {"7.0": "7.0.7", "7.1": "7.1.0", "6.2": "6.2.6"}
# A default group of each of two families; a real region has some twenty-five.
DEFAULTS = [("default.redis7", "redis7"), ("default.memcached1.6", "memcached1.6")]


def patch():
    plain_backend = models.ElastiCacheBackend.__init__

    def backend_init(self, *args, **kwargs):
        plain_backend(self, *args, **kwargs)
        # Gone with everything else when moto is reset.
        self.parameter_groups, self.user_groups = {}, {}
        # Groups of parameters and of users have tags, too.
        self.arn_regex = re.compile(r"^arn:aws:elasticache:.*:[0-9]*:[a-z]+:.*$")

    models.ElastiCacheBackend.__init__ = backend_init

    # The answer does not name the type as the request does.
    plain_authentication = models.User.authentication.fget

    def authentication(self):
        stated = plain_authentication(self)
        return {**stated, "Type": {"no-password-required": "no-password"}.get(stated["Type"], stated["Type"])}

    models.User.authentication = property(authentication)

    plain_cluster = models.CacheCluster.__init__

    def cluster_init(self, *args, **kwargs):
        plain_cluster(self, *args, **kwargs)
        # What a listing with the nodes says of a cluster.
        port = kwargs.get("port") or (11211 if self.engine == "memcached" else 6379)
        zone = self.preferred_availability_zone or f"{kwargs['region_name']}a"
        self.preferred_availability_zone = zone
        domain = f"{self.cache_cluster_id}.aaaaaa.cache.amazonaws.com"
        if self.engine == "memcached":
            self.configuration_endpoint = {"Address": f"cfg.{domain}", "Port": port}
        self.engine_version = FULL.get(self.engine_version, self.engine_version)
        self.auto_minor_version_upgrade = self.auto_minor_version_upgrade is not False
        self.at_rest_encryption_enabled = False
        self.transit_encryption_enabled = bool(self.transit_encryption_enabled)
        self.network_type = self.network_type or "ipv4"
        self.preferred_maintenance_window = self.preferred_maintenance_window or "sun:03:00-sun:04:00"
        self.security_groups = [{"SecurityGroupId": id_, "Status": "active"} for id_ in self.security_group_ids]
        family = "memcached1.6" if self.engine == "memcached" else "redis7"
        self.cache_parameter_group = {
            "CacheParameterGroupName": self.cache_parameter_group_name or f"default.{family}",
            "ParameterApplyStatus": "in-sync"}
        self.cache_nodes = [
            {"CacheNodeId": f"{i + 1:04}", "CacheNodeStatus": "available", "CustomerAvailabilityZone": zone,
             "Endpoint": {"Address": f"{i + 1:04}.{domain}", "Port": port}} for i in range(self.num_cache_nodes)]
        if self.notification_topic_arn:
            self.notification_configuration = {"TopicArn": self.notification_topic_arn, "TopicStatus": "active"}

    models.CacheCluster.__init__ = cluster_init

    plain_create = models.ElastiCacheBackend.create_replication_group

    def create_replication_group(self, *args, **kwargs):
        group = plain_create(self, *args, **kwargs)
        group.auto_minor_version_upgrade = group.auto_minor_version_upgrade is not False
        group.auth_token_last_modified_date = MOMENT if group.auth_token_enabled else None
        for node_group in group.node_groups:
            for node in node_group["node_group_members"]:
                add_member(self, group, node)
        return group

    models.ElastiCacheBackend.create_replication_group = create_replication_group

    plain_subnets = models.CacheSubnetGroup.__init__

    def subnets_init(self, *args, **kwargs):
        plain_subnets(self, *args, **kwargs)
        for subnet in self.subnets:
            # Zones are stated with their name in them.
            zone = subnet.get("subnet_availability_zone")
            if isinstance(zone, str):
                subnet["subnet_availability_zone"] = {"Name": zone}

    models.CacheSubnetGroup.__init__ = subnets_init

    plain_snapshot = models.Snapshot.__init__

    def snapshot_init(self, *args, **kwargs):
        plain_snapshot(self, *args, **kwargs)
        # One part for each shard says when it was taken.
        self.node_snapshots = [{"CacheNodeId": "0001", "SnapshotCreateTime": MOMENT, "CacheSize": "6 MB"}]

    models.Snapshot.__init__ = snapshot_init


def add_member(backend, group, node):
    """Each node of a replication group is a cache cluster, with the tags of the group."""
    member = models.CacheCluster(
        account_id=backend.account_id, region_name=backend.region_name, cache_cluster_id=node["cache_cluster_id"],
        cache_node_type=group.cache_node_type, replication_group_id=group.replication_group_id, az_mode=None,
        preferred_availability_zone=node["preferred_availability_zone"], num_cache_nodes=1, engine=group.engine,
        engine_version=group.engine_version, cache_parameter_group_name=group.cache_parameter_group_name,
        cache_subnet_group_name=group.cache_subnet_group_name,
        transit_encryption_enabled=group.transit_encryption_enabled, network_type=group.network_type,
        ip_discovery=group.ip_discovery, snapshot_name=None,
        preferred_maintenance_window=group.preferred_maintenance_window, port=group.port,
        notification_topic_arn=group.notification_topic_arn,
        auto_minor_version_upgrade=group.auto_minor_version_upgrade,
        snapshot_retention_limit=group.snapshot_retention_limit, snapshot_window=group.snapshot_window,
        auth_token=None, outpost_mode=None, preferred_outpost_arn=None, preferred_availability_zones=None,
        cache_security_group_names=None, security_group_ids=group.security_group_ids, tags=group.tags,
        snapshot_arns=None, preferred_outpost_arns=None,
        log_delivery_configurations=group.log_delivery_configurations, cache_node_ids_to_remove=None,
        cache_node_ids_to_reboot=None)
    member.at_rest_encryption_enabled = group.at_rest_encryption_enabled
    member.auth_token_enabled = group.auth_token_enabled
    backend.cache_clusters[member.cache_cluster_id] = member
    if group.tags:
        backend.tagging_service.tag_resource(member.arn, group.tags)


def backend(request):
    return models.elasticache_backends[ACCOUNT][request.region]


def arn(request, kind, name):
    return f"arn:aws:elasticache:{request.region}:{ACCOUNT}:{kind}:{name}"


def xml(**members):
    return "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in members.items())


def parameter_group(request, name, family, description):
    return "<CacheParameterGroup>" + xml(
        CacheParameterGroupName=name, CacheParameterGroupFamily=family, Description=description, IsGlobal="false",
        ARN=arn(request, "parametergroup", name)) + "</CacheParameterGroup>"


def create_parameter_group(request):
    name = request.form["CacheParameterGroupName"]
    group = {"family": request.form["CacheParameterGroupFamily"], "description": request.form["Description"],
             "parameters": {}}
    backend(request).parameter_groups[name] = group
    return query(request, parameter_group(request, name, group["family"], group["description"]))


def modify_parameter_group(request):
    name = request.form["CacheParameterGroupName"]
    if name not in backend(request).parameter_groups:
        return query_error("CacheParameterGroupNotFound", f"CacheParameterGroup not found: {name}", 404)
    values = backend(request).parameter_groups[name]["parameters"]
    prefix = "ParameterNameValues.ParameterNameValue"
    i = 1
    while f"{prefix}.{i}.ParameterName" in request.form:
        values[request.form[f"{prefix}.{i}.ParameterName"]] = request.form[f"{prefix}.{i}.ParameterValue"]
        i += 1
    return query(request, xml(CacheParameterGroupName=name))


def parameter_groups(request):
    """The account's own groups and those of AWS."""
    listed = [parameter_group(request, name, family, f"Default parameter group for {family}")
              for name, family in DEFAULTS]
    listed += [parameter_group(request, name, group["family"], group["description"])
               for name, group in backend(request).parameter_groups.items()]
    return query(request, f"<CacheParameterGroups>{''.join(listed)}</CacheParameterGroups>")


def parameters(request):
    """The parameters of a group by source; what was set has the source "user"."""
    name = request.form["CacheParameterGroupName"]
    values = backend(request).parameter_groups.get(name, {"parameters": {}})["parameters"]
    rows = [("maxmemory-policy", "volatile-lru", "system"), ("timeout", "0", "system")]
    rows = [row for row in rows if row[0] not in values] + [(n, v, "user") for n, v in values.items()]
    wanted = request.form.get("Source")
    listed = "".join(
        "<Parameter>" + xml(ParameterName=n, ParameterValue=v, Source=source, DataType="string") + "</Parameter>"
        for n, v, source in rows if wanted in (None, source))
    return query(request, f"<Parameters>{listed}</Parameters>")


def user_group(request, name, group):
    def members(names):
        return "".join(f"<member>{escape(n)}</member>" for n in names)

    caches = [g.replication_group_id for g in backend(request).replication_groups.values()
              if name in g.user_group_ids]
    return (xml(UserGroupId=name, Status="active", Engine=group["engine"], ARN=arn(request, "usergroup", name))
            + f"<UserIds>{members(group['users'])}</UserIds>"
            + f"<ReplicationGroups>{members(caches)}</ReplicationGroups>")


def create_user_group(request):
    name = request.form["UserGroupId"]
    group = {"engine": request.form["Engine"], "users": request.list("UserIds")}
    for user in group["users"]:
        if user not in backend(request).users:
            return query_error("UserNotFound", f"User {user} not found.", 404)
        backend(request).users[user].user_group_ids.append(name)
    backend(request).user_groups[name] = group
    return query(request, user_group(request, name, group))


def user_groups(request):
    listed = "".join(f"<member>{user_group(request, name, group)}</member>"
                     for name, group in backend(request).user_groups.items())
    return query(request, f"<UserGroups>{listed}</UserGroups>")


ANSWERS = {
    ("elasticache", "CreateCacheParameterGroup"): create_parameter_group,
    ("elasticache", "ModifyCacheParameterGroup"): modify_parameter_group,
    ("elasticache", "DescribeCacheParameterGroups"): parameter_groups,
    ("elasticache", "DescribeCacheParameters"): parameters,
    ("elasticache", "CreateUserGroup"): create_user_group,
    ("elasticache", "DescribeUserGroups"): user_groups,
}
