# A client that logs in when it is built keeps the session that it was given.
# oracle: STALE-SECRET
import os
from simple_salesforce import Salesforce

crm = Salesforce(username=os.environ["SF_USER"], password=os.environ["SF_PW"], security_token=os.environ["SF_TOKEN"])  # expect: SNAP502


def handler(event, context):
    return crm.query(f"SELECT Name FROM Account WHERE Ref__c = '{event['ref']}'")
