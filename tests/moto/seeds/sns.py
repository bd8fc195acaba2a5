"""Topics, and who is told. The addresses hold words that must not be found in a snapshot."""

import json

from seed import ACCOUNT, AWAY, HOME, tags

KEY = f"arn:aws:kms:{HOME}:{ACCOUNT}:alias/stellarrec"


def seed(seed):
    sns = seed.client("sns")
    alerts = sns.create_topic(Name="stellarrec-alerts", Tags=tags(), Attributes={
        "DisplayName": "StellarRec alerts", "KmsMasterKeyId": KEY})["TopicArn"]
    sns.subscribe(TopicArn=alerts, Protocol="email", Endpoint="CANARY-sns-address@stellarrec.example")
    sns.subscribe(TopicArn=alerts, Protocol="https",
                  Endpoint="https://hooks.stellarrec.example/services/CANARY-sns-endpoint-token")
    sns.subscribe(TopicArn=alerts, Protocol="sqs", Endpoint=f"arn:aws:sqs:{HOME}:{ACCOUNT}:stellarrec-alerts")
    # The topic of the bucket's events has been there before.
    backups = f"arn:aws:sns:{HOME}:{ACCOUNT}:stellarrec-backups"
    sns.set_topic_attributes(TopicArn=backups, AttributeName="KmsMasterKeyId", AttributeValue=KEY)
    seed.made["alerts"] = alerts
    if seed.broken:
        # FAULT: a topic that anybody may publish to, in the clear, told over plain HTTP.
        open_to_all = sns.create_topic(Name="stellarrec-open", Tags=tags())["TopicArn"]
        sns.set_topic_attributes(TopicArn=open_to_all, AttributeName="Policy", AttributeValue=json.dumps({
            "Version": "2012-10-17", "Statement": [{
                "Sid": "Anybody", "Effect": "Allow", "Principal": "*", "Action": ["sns:Publish", "sns:Subscribe"],
                "Resource": open_to_all}]}))
        sns.subscribe(TopicArn=open_to_all, Protocol="http", Endpoint="http://legacy.stellarrec.example/in?key=CANARY-sns")
        seed.client("sns", AWAY).create_topic(Name="stellarrec-standby", Tags=tags())
