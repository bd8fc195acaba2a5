"""Load balancers: what moto's ELBv2 lacks or gets wrong."""

import hashlib

from moto.elbv2.models import ELBv2Backend, FakeListener, FakeLoadBalancer, FakeRule, FakeTargetGroup

# What AWS answers for a new load balancer of each type.
LOAD_BALANCER = {
    "application": {
        "access_logs.s3.enabled": "false",
        "connection_logs.s3.enabled": "false",
        "connection_logs.s3.bucket": "",
        "connection_logs.s3.prefix": "",
        "health_check_logs.s3.enabled": "false",
        "client_keep_alive.seconds": "3600",
        "idle_timeout.timeout_seconds": "60",
        "load_balancing.cross_zone.enabled": "true",
        "routing.http.desync_mitigation_mode": "defensive",
        "routing.http.drop_invalid_header_fields.enabled": "false",
        "routing.http.preserve_host_header.enabled": "false",
        "routing.http.x_amzn_tls_version_and_cipher_suite.enabled": "false",
        "routing.http.xff_client_port.enabled": "false",
        "routing.http.xff_header_processing.mode": "append",
        "routing.http2.enabled": "true",
        "waf.fail_open.enabled": "false",
        "zonal_shift.config.enabled": "false",
    },
    "network": {
        "access_logs.s3.enabled": "false",
        "dns_record.client_routing_policy": "any_availability_zone",
        "zonal_shift.config.enabled": "false",
    },
    "gateway": {},
}


def patch():
    load_balancers()
    listeners()
    rules()
    target_groups()


def load_balancers():
    plain = FakeLoadBalancer.__init__

    def init(self, *args, **kwargs):
        plain(self, *args, **kwargs)
        self.attrs.update(LOAD_BALANCER[self.type])

    FakeLoadBalancer.__init__ = init

    # The ARN of a network load balancer says "net", of a gateway load balancer "gwy"; moto's all say "app".
    plain_create = ELBv2Backend.create_load_balancer

    def create(self, *args, **kwargs):
        made = plain_create(self, *args, **kwargs)
        word = {"network": "net", "gateway": "gwy"}.get(made.type)
        if word:
            tags = self.tagging_service.get_tag_dict_for_resource(made.arn)
            self.tagging_service.delete_all_tags_for_resource(made.arn)
            del self.load_balancers[made.arn]
            made.arn = made.arn.replace(":loadbalancer/app/", f":loadbalancer/{word}/")
            self.load_balancers[made.arn] = made
            self.tagging_service.tag_resource(made.arn, [{"Key": k, "Value": v} for k, v in tags.items()])
        return made

    ELBv2Backend.create_load_balancer = create


def listeners():
    """A listener that does not encrypt has no policy."""
    plain = FakeListener.__init__

    def init(self, *args, **kwargs):
        plain(self, *args, **kwargs)
        if self.protocol not in ("HTTPS", "TLS"):
            self.ssl_policy = None

    FakeListener.__init__ = init


def rules():
    """Moto names default rules after their place in memory; AWS's names stay."""
    plain = FakeRule.__init__

    def init(self, listener_arn, *args, **kwargs):
        plain(self, listener_arn, *args, **kwargs)
        own = hashlib.sha256(listener_arn.encode()).hexdigest()[:16]
        self.arn = listener_arn.replace(":listener/", ":listener-rule/") + f"/{own}"

    FakeRule.__init__ = init


def target_groups():
    """A group names the version of HTTP and, where it may stick, for how long."""
    plain = FakeTargetGroup.__init__

    def init(self, *args, **kwargs):
        plain(self, *args, **kwargs)
        self.attributes.pop("waf.fail_open.enabled", None)
        if self.protocol in ("HTTP", "HTTPS"):
            self.protocol_version = self.protocol_version or "HTTP1"
            self.attributes["load_balancing.algorithm.anomaly_mitigation"] = "off"
            self.attributes.setdefault("stickiness.lb_cookie.duration_seconds", "86400")
            self.attributes.setdefault("stickiness.app_cookie.duration_seconds", "86400")
            self.attributes.setdefault("stickiness.app_cookie.cookie_name", "")
        else:
            for key in ("load_balancing.algorithm.type", "slow_start.duration_seconds"):
                self.attributes.pop(key, None)
            self.attributes["deregistration_delay.connection_termination.enabled"] = "false"
            self.attributes["preserve_client_ip.enabled"] = "true"
            self.attributes["proxy_protocol_v2.enabled"] = "false"

    FakeTargetGroup.__init__ = init

    plain_create = ELBv2Backend.create_listener

    def create_listener(self, load_balancer_arn, *args, **kwargs):
        made = plain_create(self, load_balancer_arn, *args, **kwargs)
        # Moto names a load balancer once for each listener, AWS once.
        for group in self.target_groups.values():
            group.load_balancer_arns = list(dict.fromkeys(group.load_balancer_arns))
        return made

    ELBv2Backend.create_listener = create_listener
