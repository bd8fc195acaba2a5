"""Machines, images and disks: what moto's EC2 lacks or gets wrong."""

from moto.core.responses import ActionResult
from moto.core.types import Base64EncodedString
from moto.ec2.models import EC2Backend, amis
from moto.ec2.models.elastic_block_store import Snapshot, Volume
from moto.ec2.models.instances import Instance
from moto.ec2.models.launch_templates import LaunchTemplate
from moto.ec2.responses import EC2Response
from moto.ec2.utils import convert_tag_spec, parse_user_data

AMAZON = "137112412989"
AMAZON_LINUX = {
    "ami_id": "ami-0a1b2c3d4e5f60718", "name": "amzn2-ami-kernel-5.10-hvm-2.0.20240306.2-x86_64-gp2",
    "owner_id": AMAZON, "public": True, "virtualization_type": "hvm", "architecture": "x86_64", "hypervisor": "xen",
    "root_device_type": "ebs", "root_device_name": "/dev/xvda", "creation_date": "2024-03-08T10:00:00.000Z",
    "description": "Amazon Linux 2 Kernel 5.10 AMI 2.0.20240306.2 x86_64 HVM gp2",
    "image_location": "amazon/amzn2-ami-kernel-5.10-hvm-2.0.20240306.2-x86_64-gp2",
}


def patch():
    amis.AMIS.append(AMAZON_LINUX)
    images()
    instances()
    launch_templates()
    disks()
    settings()


def images():
    """AWS tells when an image is deprecated, and which of its disks are encrypted."""
    plain = amis.Ami.__init__

    def init(self, ec2_backend, ami_id, *args, **kwargs):
        # The disk of a stock image is made in a zone of its region.
        kwargs["region_name"] = f"{ec2_backend.region_name}a"
        plain(self, ec2_backend, ami_id, *args, **kwargs)
        self.platform_details = "Linux/UNIX"
        self.ena_support = True
        if self.owner_alias == "amazon":
            self.image_owner_alias = "amazon"
            self.deprecation_time = "2999-01-01T00:00:00.000Z"
        elif self.instance_id:
            # An image is as encrypted as the disks of the instance that it is made from.
            source = [device.volume_id for _, device in self.instance.get_block_device_mapping]
            disks = ec2_backend.describe_volumes(volume_ids=source) if source else []
            self.ebs_snapshot.encrypted = bool(disks) and all(disk.encrypted for disk in disks)
            self.ebs_snapshot.kms_key_id = disks[0].kms_key_id if self.ebs_snapshot.encrypted else None
            self.root_device_name = self.instance.root_device_name
            self.root_device_type = "ebs"

    def block_device_mappings(self):
        disk = {"SnapshotId": self.ebs_snapshot.id, "VolumeSize": 15, "DeleteOnTermination": True, "VolumeType": "gp2",
                "Encrypted": self.ebs_snapshot.encrypted}
        return [{"DeviceName": self.root_device_name, "Ebs": disk}]

    amis.Ami.__init__ = init
    amis.Ami.block_device_mappings = property(block_device_mappings)


def instances():
    """AWS launches what a launch template says, all of it; and states the account's defaults."""
    Instance.enclave_options = {"Enabled": False}
    Instance.platform_details = "Linux/UNIX"
    Instance.maintenance_options = {"AutoRecovery": "default"}
    plain = EC2Backend.run_instances

    def run_instances(self, image_id, count, user_data, security_group_names, **kwargs):
        template = kwargs.get("launch_template")
        data = self._get_template_from_args(template).data if template else {}
        interfaces = data.get("NetworkInterfaces") or []
        if interfaces and not kwargs.get("security_group_ids"):
            kwargs["security_group_ids"] = list(interfaces[0].get("Groups", []))
        if data.get("MetadataOptions") and not kwargs.get("metadata_options"):
            kwargs["metadata_options"] = data["MetadataOptions"]
        if truth(data.get("Monitoring", {}).get("Enabled")):
            kwargs["monitoring_state"] = "enabled"
        if truth(data.get("EbsOptimized")):
            kwargs["ebs_optimized"] = True
        if data.get("BlockDeviceMappings") and "block_device_mappings" not in kwargs:
            kwargs["block_device_mappings"] = [
                {**device, "Ebs": {**device["Ebs"], "Encrypted": truth(device["Ebs"].get("Encrypted")),
                                   "VolumeSize": int(device["Ebs"]["VolumeSize"])}}
                for device in data["BlockDeviceMappings"]]
        specified = convert_tag_spec(data.get("TagSpecifications") or []).get("volume", {})
        disk_tags = {**specified, **(kwargs.get("tags") or {}).get("volume", {})}
        reservation = plain(self, image_id, count, user_data, security_group_names, **kwargs)
        for instance in reservation.instances:
            for _, device in instance.get_block_device_mapping:
                self.describe_volumes(volume_ids=[device.volume_id])[0].add_tags(disk_tags)
        profile = data.get("IamInstanceProfile", {}).get("Name")
        for instance in reservation.instances if profile else []:
            self.associate_iam_instance_profile(instance_id=instance.id, iam_instance_profile_name=profile)
        return reservation

    EC2Backend.run_instances = run_instances


def truth(value):
    return value in (True, "true", "True")


def launch_templates():
    """The tags of a template are not tags of what it launches; every version may have user data."""
    plain = LaunchTemplate.__init__

    def init(self, backend, name, template_data, *args, **kwargs):
        tags = template_data.get("TagSpecifications") or []
        template_data["TagSpecifications"] = [t for t in tags if t["ResourceType"] != "launch-template"]
        plain(self, backend, name, template_data, *args, **kwargs)

    plain_version = LaunchTemplate.create_version

    def create_version(self, data, description):
        user_data = data.get("UserData")
        if user_data is not None and not isinstance(user_data, Base64EncodedString):
            data["UserData"] = parse_user_data(user_data)
        return plain_version(self, data, description)

    LaunchTemplate.__init__ = init
    LaunchTemplate.create_version = create_version


def disks():
    """AWS states the throughput of a gp3 disk, the key of a snapshot, and lists only the snapshots that were asked for."""
    plain = Volume.__init__

    def init(self, *args, **kwargs):
        plain(self, *args, **kwargs)
        self.multi_attach_enabled = bool(self.multi_attach_enabled)
        if self.volume_type == "gp3":
            self.throughput = self.throughput or 125

    Volume.__init__ = init

    def describe_snapshots(self):
        ids = self._get_param("SnapshotIds", [])
        found = self.ec2_backend.describe_snapshots(snapshot_ids=ids, filters=self._filters_from_querystring())
        owners = [self.current_account if o == "self" else o for o in self._get_param("OwnerIds", [])]
        users = self._get_param("RestorableByUserIds", [])
        if owners:
            found = [s for s in found if s.owner_id in owners]
        if "all" in users:
            found = [s for s in found if "all" in s.create_volume_permission_groups]
        return ActionResult({"Snapshots": found})

    EC2Response.describe_snapshots = describe_snapshots
    plain_snapshot = Snapshot.__init__

    def snapshot(self, *args, **kwargs):
        plain_snapshot(self, *args, **kwargs)
        # A snapshot has the key of its disk.
        self.kms_key_id = self.kms_key_id or (self.volume.kms_key_id if self.encrypted else None)

    Snapshot.__init__ = snapshot


def settings():
    """The settings of an account in a region. Where nothing was set, AWS answers with its defaults."""

    def of(response):
        # A reset of moto takes them along.
        return response.ec2_backend.__dict__.setdefault("account_settings", {})

    def setter(name, value):
        def answer(self):
            of(self)[name] = value(self)
            return ActionResult({})
        return answer

    def getter(answer):
        return lambda self: ActionResult(answer(of(self)))

    def metadata(self):
        names = ["HttpTokens", "HttpEndpoint", "InstanceMetadataTags", "HttpTokensEnforced"]
        values = {name: self._get_param(name) for name in names if self._get_param(name)}
        hops = self._get_int_param("HttpPutResponseHopLimit")
        return {**values, **({"HttpPutResponseHopLimit": hops} if hops else {})}

    E = EC2Response
    E.get_ebs_default_kms_key_id = getter(lambda s: {"KmsKeyId": "alias/aws/ebs"})
    E.enable_snapshot_block_public_access = setter("snapshots", lambda r: r._get_param("State"))
    E.get_snapshot_block_public_access_state = getter(
        lambda s: {"State": s.get("snapshots", "unblocked"), "ManagedBy": "account"})
    E.enable_image_block_public_access = setter("images", lambda r: r._get_param("ImageBlockPublicAccessState"))
    E.get_image_block_public_access_state = getter(
        lambda s: {"ImageBlockPublicAccessState": s.get("images", "unblocked"), "ManagedBy": "account"})
    E.modify_instance_metadata_defaults = setter("metadata", metadata)
    E.get_instance_metadata_defaults = getter(
        lambda s: {"AccountLevel": {**s.get("metadata", {}), "ManagedBy": "account"}})
    E.enable_serial_console_access = setter("console", lambda r: True)
    E.get_serial_console_access_status = getter(
        lambda s: {"SerialConsoleAccessEnabled": s.get("console", False), "ManagedBy": "account"})
    E.modify_vpc_block_public_access_options = setter("gateways", lambda r: r._get_param("InternetGatewayBlockMode"))
    E.describe_vpc_block_public_access_options = getter(lambda s: {"VpcBlockPublicAccessOptions": {
        "InternetGatewayBlockMode": s.get("gateways", "off"), "ExclusionsAllowed": "allowed",
        "State": "update-complete" if "gateways" in s else "default-state", "ManagedBy": "account"}})
    E.enable_allowed_images_settings = setter("allowed", lambda r: r._get_param("AllowedImagesSettingsState"))
    E.replace_image_criteria_in_allowed_images_settings = setter(
        "criteria", lambda r: r._get_param("ImageCriteria", []))
    E.get_allowed_images_settings = getter(lambda s: {
        "State": s.get("allowed", "disabled"), "ManagedBy": "account",
        "ImageCriteria": [{
            "ImageProviders": c.get("ImageProviders", []),
            "CreationDateCondition": c.get("CreationDateCondition", {}),
        } for c in s.get("criteria", [])]})
