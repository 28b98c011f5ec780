"""Calls the API as a client of AWS does, signed with the environment's credentials: `call.py URL ['HEADER: VALUE' ...]`.

Prints the status and the body as JSON.
"""

import json
import sys
import urllib.error
import urllib.request

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.session import Session

url, *headers = sys.argv[1:]
request = AWSRequest("GET", url, headers=dict(header.split(": ", 1) for header in headers))
SigV4Auth(Session().get_credentials(), "execute-api", "us-east-1").add_auth(request)
try:
    answer = urllib.request.urlopen(urllib.request.Request(url, headers=dict(request.headers.items())))
except urllib.error.HTTPError as error:
    answer = error
print(json.dumps({"status": answer.status, "body": json.load(answer)}))
