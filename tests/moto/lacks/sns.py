"""SNS: how many subscriptions a topic has."""

from moto.sns.models import Topic


def patch():
    # Real AWS counts; moto says none. Here every subscription is confirmed at once.
    def confirmed(topic):
        return sum(s.topic is topic for s in topic.sns_backend.subscriptions.values())

    Topic.subscriptions_confimed = property(confirmed, lambda topic, count: None)
