"""Networks: what moto's EC2 lacks or gets wrong."""

from moto.core.responses import ActionResult
from moto.ec2.models import EC2Backend
from moto.ec2.models.nat_gateways import NatGateway
from moto.ec2.models.vpc_peering_connections import VPCPeeringConnection
from moto.ec2.models.vpcs import VPCEndPoint
from moto.ec2.models.vpn_connections import VPNConnection
from moto.ec2.responses import EC2Response


def patch():
    access_lists()
    nat_gateways()
    vpc_endpoints()
    vpn_connections()
    peerings()
    EC2Response.create_client_vpn_endpoint = create_client_vpn_endpoint
    EC2Response.describe_client_vpn_endpoints = describe_client_vpn_endpoints


def access_lists():
    """With a VPC, AWS deletes the access list that came with it."""
    plain = EC2Backend.delete_vpc

    def delete_vpc(self, vpc_id):
        deleted = plain(self, vpc_id)
        kept = {i: acl for i, acl in self.network_acls.items() if acl.vpc_id != vpc_id}
        self.network_acls.clear()
        self.network_acls.update(kept)
        return deleted

    EC2Backend.delete_vpc = delete_vpc


def nat_gateways():
    """AWS always states the connectivity type, public unless asked otherwise, and the mode."""
    plain = NatGateway.__init__

    def init(self, backend, subnet_id, allocation_id, tags=None, connectivity_type=None):
        plain(self, backend, subnet_id, allocation_id, tags, connectivity_type or "public")
        self.availability_mode = "zonal"

    NatGateway.__init__ = init


def vpc_endpoints():
    """AWS takes an endpoint for a gateway unless told otherwise, and states the addresses' family."""
    plain = VPCEndPoint.__init__

    def init(self, *args, **kwargs):
        plain(self, *args, **kwargs)
        self.vpc_endpoint_type = self.vpc_endpoint_type or "Gateway"
        self.ip_address_type = "ipv4"
        self.requester_managed = False
        if self.vpc_endpoint_type == "Gateway":
            self.private_dns_enabled = False

    VPCEndPoint.__init__ = init


def vpn_connections():
    """AWS states for every connection its options and the state of both tunnels."""
    plain = VPNConnection.__init__

    def init(self, *args, **kwargs):
        plain(self, *args, **kwargs)
        addresses = ["203.0.113.17", "203.0.113.81"]
        # A connection whose tag says so has a tunnel that is down: only the other side could do that.
        down = {t["key"]: t["value"] for t in self.get_tags()}.get("down")
        self.vgw_telemetry = [
            {"OutsideIpAddress": address, "Status": "DOWN" if down == str(i) else "UP", "AcceptedRouteCount": 1,
             "StatusMessage": "1 BGP ROUTES", "LastStatusChange": "2026-01-01T00:00:00.000Z"}
            for i, address in enumerate(addresses)]
        self.options = {
            "EnableAcceleration": False, "StaticRoutesOnly": False, "TunnelInsideIpVersion": "ipv4",
            "TunnelOptions": [
                {"OutsideIpAddress": address, "PreSharedKey": "moto-made-secret", "IkeVersions": [{"Value": "ikev2"}],
                 "LogOptions": {"CloudWatchLogOptions": {"LogEnabled": False}}}
                for address in addresses]}

    VPNConnection.__init__ = init


def peerings():
    """AWS states all ranges of both sides."""
    for name in ("requester_vpc_info", "accepter_vpc_info"):
        plain = getattr(VPCPeeringConnection, name).fget

        def info(self, plain=plain):
            stated = plain(self)
            return {**stated, "CidrBlockSet": [{"CidrBlock": stated["CidrBlock"]}]}

        setattr(VPCPeeringConnection, name, property(info))


def create_client_vpn_endpoint(self):
    """Moto knows no Client VPN endpoints."""
    made = self.ec2_backend.__dict__.setdefault("client_vpn_endpoints", [])
    tags = [tag for spec in self._get_param("TagSpecifications", []) for tag in spec.get("Tags", [])]
    log = self._get_param("ConnectionLogOptions", {})
    proofs = [
        {"Type": proof["Type"],
         "MutualAuthentication": {
             "ClientRootCertificateChain": proof.get("MutualAuthentication", {}).get("ClientRootCertificateChainArn")}}
        for proof in self._get_param("AuthenticationOptions", [])]
    endpoint = {
        "ClientVpnEndpointId": f"cvpn-endpoint-{len(made) + 1:017x}",
        "Description": self._get_param("Description"),
        "Status": {"Code": "pending-associate"},
        "ClientCidrBlock": self._get_param("ClientCidrBlock"),
        "ServerCertificateArn": self._get_param("ServerCertificateArn"),
        "SplitTunnel": self._get_bool_param("SplitTunnel", False),
        "TransportProtocol": self._get_param("TransportProtocol") or "udp",
        "VpnPort": 443,
        "SessionTimeoutHours": 24,
        "VpcId": self._get_param("VpcId"),
        "SecurityGroupIds": self._get_param("SecurityGroupIds", []),
        "AuthenticationOptions": proofs,
        "ConnectionLogOptions": {
            "Enabled": str(log.get("Enabled")).lower() == "true",
            "CloudwatchLogGroup": log.get("CloudwatchLogGroup"),
            "CloudwatchLogStream": log.get("CloudwatchLogStream")},
        "Tags": tags,
    }
    made.append(endpoint)
    return ActionResult({"ClientVpnEndpointId": endpoint["ClientVpnEndpointId"], "Status": endpoint["Status"]})


def describe_client_vpn_endpoints(self):
    return ActionResult({"ClientVpnEndpoints": self.ec2_backend.__dict__.get("client_vpn_endpoints", [])})
