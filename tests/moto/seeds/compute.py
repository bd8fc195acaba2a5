"""Machines: launch template, instances, images, disks, addresses, and the account's settings for them."""

import base64

from seed import AWAY, HOME, named, tags

AMAZON_LINUX = "ami-0a1b2c3d4e5f60718"
FOREIGNER = "210987654321"
PUBLIC_KEY = b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl operations@stellarrec"
USER_DATA = """#!/bin/bash
yum update -y
# Docker
amazon-linux-extras enable docker
yum install -y docker
systemctl enable --now docker
# Node.js
curl -fsSL https://rpm.nodesource.com/setup_18.x | bash -
yum install -y nodejs
TOKEN=$(curl -X PUT http://169.254.169.254/latest/api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 60')
"""
STRICT = {"HttpTokens": "required", "HttpEndpoint": "enabled", "HttpPutResponseHopLimit": 1,
          "HttpProtocolIpv6": "disabled", "InstanceMetadataTags": "disabled"}


def seed(seed):
    for region in (HOME, AWAY):
        settings(seed, region)
    ec2, iam = seed.client("ec2"), seed.client("iam")
    ec2.import_key_pair(KeyName="stellarrec-operations", PublicKeyMaterial=PUBLIC_KEY,
                        TagSpecifications=named("key-pair", "stellarrec-operations"))
    iam.create_instance_profile(InstanceProfileName="stellarrec-machines")
    iam.add_role_to_instance_profile(InstanceProfileName="stellarrec-machines", RoleName="stellarrec-app")
    seed.made["launch_template"] = launch_template(seed, ec2)
    worker = instance(seed, ec2)
    disks(seed, ec2, worker)
    image = ec2.create_image(InstanceId=worker, Name="stellarrec-golden",
                             TagSpecifications=named("image", "stellarrec-golden"))["ImageId"]
    if seed.broken:
        # FAULT: everybody may launch the account's image.
        ec2.modify_image_attribute(ImageId=image, LaunchPermission={"Add": [{"Group": "all"}]})
        # FAULT: an address that nothing uses.
        ec2.allocate_address(Domain="vpc", TagSpecifications=named("elastic-ip", "stellarrec-spare"))
        strays(seed, ec2)


def settings(seed, region):
    ec2 = seed.client("ec2", region)
    if seed.broken and region == HOME:
        # FAULT: in the home region nothing is set, and the serial console is open.
        ec2.enable_serial_console_access()
        return
    ec2.enable_ebs_encryption_by_default()
    ec2.enable_snapshot_block_public_access(State="block-all-sharing")
    ec2.enable_image_block_public_access(ImageBlockPublicAccessState="block-new-sharing")
    ec2.modify_instance_metadata_defaults(HttpTokens="required", HttpEndpoint="enabled", HttpPutResponseHopLimit=1)
    ec2.enable_allowed_images_settings(AllowedImagesSettingsState="audit-mode")
    ec2.replace_image_criteria_in_allowed_images_settings(ImageCriteria=[
        {"ImageProviders": ["amazon", "123456789012"], "CreationDateCondition": {"MaximumDaysSinceCreated": 3000}}])


def encoded(text):
    return base64.b64encode(text.encode()).decode()


def launch_template(seed, ec2):
    """Two versions: the second is the default and the latest."""
    data = {
        "ImageId": AMAZON_LINUX, "InstanceType": "t3.medium", "KeyName": "stellarrec-operations",
        "UserData": encoded(USER_DATA), "MetadataOptions": STRICT, "Monitoring": {"Enabled": True},
        "EbsOptimized": True, "DisableApiTermination": False, "EnclaveOptions": {"Enabled": False},
        "IamInstanceProfile": {"Name": "stellarrec-machines"},
        "NetworkInterfaces": [{"DeviceIndex": 0, "AssociatePublicIpAddress": False, "DeleteOnTermination": True,
                               "Groups": [seed.made["groups"]["app"]]}],
        "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {
            "Encrypted": True, "VolumeSize": 20, "VolumeType": "gp3", "DeleteOnTermination": True}}],
        "TagSpecifications": [{"ResourceType": kind, "Tags": tags({"Name": "stellarrec-app"})}
                              for kind in ("instance", "volume")],
    }
    made = ec2.create_launch_template(
        LaunchTemplateName="stellarrec-app", VersionDescription="first", LaunchTemplateData=data,
        TagSpecifications=named("launch-template", "stellarrec-app"))
    template = made["LaunchTemplate"]["LaunchTemplateId"]
    ec2.create_launch_template_version(
        LaunchTemplateId=template, VersionDescription="Node.js 18", LaunchTemplateData=data)
    ec2.modify_launch_template(LaunchTemplateId=template, DefaultVersion="2")
    if seed.broken:
        # FAULT: the latest version allows IMDSv1, gives public addresses, leaves the disk in the clear,
        # has a password in its user data, and installs neither Docker nor Node.js.
        worse = {**data, "UserData": encoded("#!/bin/bash\nexport DB_PASSWORD=correct-horse-battery\n"),
                 "InstanceType": "m5.4xlarge", "MetadataOptions": {"HttpTokens": "optional", "HttpEndpoint": "enabled"},
                 "Monitoring": {"Enabled": False},
                 "NetworkInterfaces": [{"DeviceIndex": 0, "AssociatePublicIpAddress": True}],
                 "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"Encrypted": False, "VolumeSize": 20}}]}
        ec2.create_launch_template_version(
            LaunchTemplateId=template, VersionDescription="quick", LaunchTemplateData=worse)
    return template


def instance(seed, ec2):
    """A machine beside the group, from the same template."""
    made = ec2.run_instances(
        MinCount=1, MaxCount=1, SubnetId=seed.made["subnets"]["private", "a"],
        LaunchTemplate={"LaunchTemplateId": seed.made["launch_template"]},
        TagSpecifications=named("instance", "stellarrec-worker") + named("volume", "stellarrec-worker"))
    return made["Instances"][0]["InstanceId"]


def disks(seed, ec2, worker):
    data = ec2.create_volume(AvailabilityZone=HOME + "a", Size=50, VolumeType="gp3", Encrypted=True,
                             TagSpecifications=named("volume", "stellarrec-data"))["VolumeId"]
    ec2.attach_volume(VolumeId=data, InstanceId=worker, Device="/dev/xvdf")
    ec2.create_snapshot(VolumeId=data, Description="nightly", TagSpecifications=named("snapshot", "stellarrec-data"))
    if seed.broken:
        # FAULT: a disk in the clear, and its snapshot open to everybody and to a stranger.
        clear = ec2.create_volume(AvailabilityZone=HOME + "b", Size=10, VolumeType="gp2",
                                  TagSpecifications=named("volume", "stellarrec-clear"))["VolumeId"]
        snapshot = ec2.create_snapshot(VolumeId=clear, TagSpecifications=named("snapshot", "stellarrec-clear"))
        ec2.modify_snapshot_attribute(
            SnapshotId=snapshot["SnapshotId"], Attribute="createVolumePermission", OperationType="add",
            GroupNames=["all"], UserIds=[FOREIGNER])


def strays(seed, ec2):
    def run(name, user_data, **more):
        made = ec2.run_instances(
            MinCount=1, MaxCount=1, ImageId="ami-0000000000000gone", InstanceType="t2.large", UserData=user_data,
            NetworkInterfaces=[{"DeviceIndex": 0, "AssociatePublicIpAddress": True,
                                "SubnetId": seed.made["subnets"]["public", "a"]}],
            TagSpecifications=named("instance", name), **more)
        return made["Instances"][0]["InstanceId"]

    # FAULT: a machine with IMDSv1 and a role at a public address, and a key in its user data.
    run("stellarrec-open", "#!/bin/bash\nexport AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\n",
        IamInstanceProfile={"Name": "stellarrec-machines"})
    # FAULT: a machine that was stopped and forgotten. Its address went when it stopped.
    ec2.stop_instances(InstanceIds=[run("stellarrec-forgotten", "#!/bin/bash\n")])
