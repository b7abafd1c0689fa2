# -*- coding: latin-1 -*-
# about: SNAP201
import uuid

RUN = "é" + uuid.uuid4().hex


def handler(event, context):
    return RUN
