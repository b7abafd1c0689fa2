# A decorator whose argument is a secret that a global keeps: the wrapper holds a copy of it.
# oracle: STALE-SECRET
import boto3

ssm = boto3.client("ssm")
PIN = ssm.get_parameter(Name="/till/pin", WithDecryption=True)["Parameter"]["Value"]  # expect: SNAP501


def asks_for(pin):
    def decorate(function):
        def checked(event, context):
            if event["pin"] != pin:
                return {"status": 403}
            return function(event, context)

        return checked

    return decorate


@asks_for(PIN)
def handler(event, context):
    return {"status": 200}
