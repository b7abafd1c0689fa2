# -*- coding: latin-1 -*-
import uuid

RUN = "é" + uuid.uuid4().hex


def handler(event, context):
    return RUN
