# Reads a table once, page by page.
import boto3


class Catalogue:
    def __init__(self, table):
        self._table = boto3.resource("dynamodb").Table(table)
        self._rows = []
        self._load()

    def _load(self):
        arguments = {}
        while True:
            page = self._table.scan(**arguments)  # expect: SNAP504
            self._rows += page["Items"]
            if "LastEvaluatedKey" not in page:
                break
            arguments = {"ExclusiveStartKey": page["LastEvaluatedKey"]}

    def name(self, code):
        return self._rows[0]["k"]

    def names(self):
        return [row["k"] for row in self._rows]
