"""The subscription to Security Hub."""


def seed(seed):
    # FAULT: the account is not subscribed.
    if not seed.broken:
        seed.client("securityhub").enable_security_hub(EnableDefaultStandards=True)
