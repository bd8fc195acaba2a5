"""Classic load balancers: what moto's ELB gets wrong."""

from moto.ec2.models import ec2_backends
from moto.elb.models import ELBBackend


def patch():
    """AWS names the zones of the subnets that it was given."""
    plain = ELBBackend.create_load_balancer

    def create(self, *args, **kwargs):
        made = plain(self, *args, **kwargs)
        ec2 = ec2_backends[self.account_id][self.region_name]
        zones = {ec2.get_subnet(subnet).availability_zone for subnet in made.subnets}
        made.availability_zones = made.availability_zones or sorted(zones)
        return made

    ELBBackend.create_load_balancer = create
