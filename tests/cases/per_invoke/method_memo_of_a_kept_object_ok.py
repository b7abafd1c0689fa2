# A memo of a method of an object that is kept.
# about: SNAP601
# oracle: ok
import functools

import boto3

ssm = boto3.client("ssm")


class Config:
    @functools.lru_cache(maxsize=None)
    def get(self, name):
        return ssm.get_parameter(Name=name)["Parameter"]["Value"]  # ok

    @staticmethod
    @functools.cache
    def shared(name):
        return ssm.get_parameter(Name=name)["Parameter"]["Value"]  # ok


config = Config()


def handler(event, context):
    return [config.get("/a"), Config.shared("/b"), Config().shared("/c")]
