"""Who may do what besides roles: the root user, console users, providers, the organization."""

import datetime
import json

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

TAGS = [{"Key": "environment", "Value": "production"}, {"Key": "project", "Value": "stellarrec"},
        {"Key": "owner", "Value": "platform"}, {"Key": "managed-by", "Value": "terraform"}]
ACCOUNT = "123456789012"


def document(effect, action, resource):
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": effect, "Action": action, "Resource": resource}]})


def certificate(first, last):
    """A certificate of the app, valid from the beginning of one year to that of another."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "app.stellarrec.example")])
    begin, end = (datetime.datetime(year, 1, 1) for year in (first, last))
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, begin, end)
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return {"CertificateBody": builder.sign(key, hashes.SHA256()).public_bytes(pem).decode(),
            "PrivateKey": private.decode()}


def users(seed, iam):
    iam.create_login_profile(UserName="ada", Password="correct-horse-battery")
    if not seed.broken:
        # FAULT when left out: a console user without MFA.
        phone = iam.create_virtual_mfa_device(VirtualMFADeviceName="ada")["VirtualMFADevice"]["SerialNumber"]
        iam.enable_mfa_device(UserName="ada", SerialNumber=phone, AuthenticationCode1="123456",
                              AuthenticationCode2="654321")
    iam.create_access_key(UserName="ada")
    files = f"arn:aws:iam::{ACCOUNT}:policy/stellarrec/stellarrec-files"
    iam.tag_policy(PolicyArn=files, Tags=TAGS)
    iam.put_group_policy(GroupName="operators", PolicyName="see-instances",
                         PolicyDocument=document("Allow", ["ec2:DescribeInstances"], "*"))
    iam.attach_group_policy(GroupName="operators", PolicyArn=files)
    if seed.broken:
        # FAULT: two active access keys of one user.
        iam.create_access_key(UserName="mallory")
        iam.create_access_key(UserName="mallory")
        # FAULT: a group of administrators.
        iam.create_group(GroupName="admins")
        iam.put_group_policy(GroupName="admins", PolicyName="all", PolicyDocument=document("Allow", "*", "*"))
        iam.add_user_to_group(GroupName="admins", UserName="mallory")


def account(seed, iam):
    # FAULT in the broken account: the root user has an access key and no MFA.
    seed.post("/trueline/root?keys=1&mfa=0" if seed.broken else "/trueline/root?keys=0&mfa=1")
    if not seed.broken:
        # FAULT when left out: no password policy.
        iam.update_account_password_policy(
            MinimumPasswordLength=16, RequireSymbols=True, RequireNumbers=True, RequireUppercaseCharacters=True,
            RequireLowercaseCharacters=True, AllowUsersToChangePassword=True, MaxPasswordAge=90,
            PasswordReusePrevention=24)
    seed.client("organizations").create_organization(FeatureSet="ALL")
    if not seed.broken:
        # FAULT when left out: member accounts manage their root users themselves.
        iam.enable_organizations_root_credentials_management()
        iam.enable_organizations_root_sessions()


def trusted(seed, iam):
    iam.create_open_id_connect_provider(
        Url="https://token.actions.githubusercontent.com", ClientIDList=["sts.amazonaws.com"],
        ThumbprintList=["6938fd4d98bab03faadb97b34396831e3780aea1"], Tags=TAGS)
    iam.create_saml_provider(Name="stellarrec-sso", SAMLMetadataDocument="<EntityDescriptor/>" * 60, Tags=TAGS)
    iam.upload_server_certificate(ServerCertificateName="stellarrec-app", Tags=TAGS, **certificate(2026, 2046))
    if seed.broken:
        # FAULT: an expired certificate.
        iam.upload_server_certificate(ServerCertificateName="stellarrec-old", Tags=TAGS, **certificate(2019, 2020))
    iam.create_instance_profile(InstanceProfileName="stellarrec-node")
    iam.add_role_to_instance_profile(InstanceProfileName="stellarrec-node", RoleName="stellarrec-app")
    for region in ("us-east-1", "eu-west-1"):
        analyzers = seed.client("accessanalyzer", region)
        if region == "us-east-1" or not seed.broken:
            # FAULT when left out: nobody analyses access in the second region.
            analyzers.create_analyzer(analyzerName="stellarrec", type="ACCOUNT",
                                      tags={tag["Key"]: tag["Value"] for tag in TAGS})
    if seed.broken:
        # FAULT: somebody outside has access, and nobody looked at it.
        seed.post("/trueline/finding?analyzer=stellarrec")


def seed(seed):
    iam = seed.client("iam")
    users(seed, iam)
    account(seed, iam)
    trusted(seed, iam)
