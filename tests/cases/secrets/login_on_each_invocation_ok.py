# The login is made by the invocation that needs it.
# about: SNAP502
# oracle: ok
import os
from simple_salesforce import Salesforce


def handler(event, context):
    crm = Salesforce(username=os.environ["SF_USER"], password=os.environ["SF_PW"], security_token=os.environ["SF_TOKEN"])
    return crm.query(f"SELECT Name FROM Account WHERE Ref__c = '{event['ref']}'")
