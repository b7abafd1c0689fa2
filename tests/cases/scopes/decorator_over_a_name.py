# A decorator whose argument names the parameter: each request reads the parameter itself.
# oracle: PER-INVOKE-CALL
import boto3

ssm = boto3.client("ssm")


def asks_for(name):
    def decorate(function):
        def checked(event, context):
            found = ssm.get_parameter(Name=name, WithDecryption=True)  # expect: SNAP601
            if event["pin"] != found["Parameter"]["Value"]:
                return {"status": 403}
            return function(event, context)

        return checked

    return decorate


@asks_for("/till/pin")
def handler(event, context):
    return {"status": 200}
