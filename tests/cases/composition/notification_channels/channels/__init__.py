# (module of the case) picks implementations
import os

from . import mail, sms
from .base import Channel

if os.environ.get("PUSH_ENABLED", "1") == "1":
    from .push import PushChannel as DefaultChannel
else:
    from .mail import MailChannel as DefaultChannel

default_channel: Channel = DefaultChannel()


def channel_for(kind: str) -> Channel:
    return Channel.kinds[kind]()


__all__ = ["channel_for", "default_channel", "mail", "sms"]
