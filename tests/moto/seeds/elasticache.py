"""ElastiCache beside the replication group: parameters, sessions in Memcached, a snapshot, and users."""

from seed import ACCOUNT, HOME, tags


def seed(seed):
    elasticache = seed.client("elasticache")

    def tag(kind, name):
        elasticache.add_tags_to_resource(ResourceName=f"arn:aws:elasticache:{HOME}:{ACCOUNT}:{kind}:{name}",
                                         Tags=tags())

    elasticache.create_cache_parameter_group(
        CacheParameterGroupName="stellarrec-redis", CacheParameterGroupFamily="redis7", Description="StellarRec cache")
    elasticache.modify_cache_parameter_group(CacheParameterGroupName="stellarrec-redis", ParameterNameValues=[
        {"ParameterName": "maxmemory-policy", "ParameterValue": "allkeys-lru"},
        {"ParameterName": "timeout", "ParameterValue": "300"}])
    tag("parametergroup", "stellarrec-redis")
    tag("subnetgroup", "stellarrec-redis")
    elasticache.create_cache_cluster(
        CacheClusterId="stellarrec-sessions", Engine="memcached", EngineVersion="1.6.22", NumCacheNodes=1,
        CacheNodeType="cache.t3.micro", CacheSubnetGroupName="stellarrec-redis",
        SecurityGroupIds=[seed.made["groups"]["cache"]], Tags=tags(),
        # FAULT: sessions travel in the clear, and minor versions wait for somebody.
        TransitEncryptionEnabled=not seed.broken, AutoMinorVersionUpgrade=not seed.broken)
    elasticache.create_snapshot(ReplicationGroupId="stellarrec-redis", SnapshotName="stellarrec-redis-launch",
                                Tags=tags())
    elasticache.create_user(
        UserId="stellarrec-app", UserName="app", Engine="redis", AccessString="on ~app:* +@read +@write",
        AuthenticationMode={"Type": "iam"}, Tags=tags())
    # FAULT: whoever reaches the cache may do everything there.
    door = {"AccessString": "on ~* +@all", "AuthenticationMode": {"Type": "no-password-required"}}
    if not seed.broken:
        door = {"AccessString": "off -@all",
                "AuthenticationMode": {"Type": "password", "Passwords": ["correct-horse-battery"]}}
    elasticache.create_user(UserId="stellarrec-default", UserName="default", Engine="redis", Tags=tags(), **door)
    elasticache.create_user_group(UserGroupId="stellarrec-redis", Engine="redis",
                                  UserIds=["stellarrec-app", "stellarrec-default"])
    tag("usergroup", "stellarrec-redis")
