# oracle: PER-INVOKE-CALL, PER-INVOKE-CLIENT
import boto3
def handler(event, context):
    cw = boto3.client("cloudwatch")  # expect: SNAP602
    cw.put_metric_data(Namespace="n", MetricData=[{"MetricName": "m", "Value": 1}])  # expect: SNAP604
    return 1
