"""The function as the template carries it, and stand-ins for AWS. No test needs more than the standard library.

    synth slurm-api --format json -o slurm-api.json
    TEMPLATE=slurm-api.json python3 -m unittest discover blueprints/slurm_api/tests
"""

import io
import json
import os
import re
import sys
import types
import unittest
from pathlib import Path
from unittest import mock

BUCKET = "slurm-api-bucket-1x"
HEAD_NODE = "i-0123456789abcdef0"
USER = "ec2-user"
COMMAND_ID = "11111111-2222-3333-4444-555555555555"
CALLER = "arn:aws:iam::123456789012:user/researcher"

FUNCTION = json.loads(Path(os.environ["TEMPLATE"]).read_text())["Resources"]["SlurmFrontEnd"]["Properties"]
SOURCE = FUNCTION["Code"]["ZipFile"]


class BotoCoreError(Exception):
    pass


class ClientError(Exception):
    def __init__(self, code, message="no details"):
        super().__init__(f"An error occurred ({code}): {message}")
        self.response = {"Error": {"Code": code, "Message": message}}


class Aws:
    """The two services that the function uses, and a clock that goes on when somebody sleeps."""

    def __init__(self):
        self.sent = []
        self.refusal = None
        self.looks = []
        self.objects = {}
        self.read = []
        self.now = 1000.0

    def client(self, service, config):
        assert config.options["retries"] == {"total_max_attempts": 1}, "a job must not be submitted twice"
        return {"ssm": self, "s3": self}[service]

    def send_command(self, **request):
        self.sent.append(request)
        if self.refusal:
            raise self.refusal
        return {"Command": {"CommandId": COMMAND_ID}}

    def get_command_invocation(self, CommandId, InstanceId):
        assert (CommandId, InstanceId) == (COMMAND_ID, HEAD_NODE)
        look = self.looks.pop(0) if len(self.looks) > 1 else self.looks[0]
        if isinstance(look, Exception):
            raise look
        return look

    def get_object(self, Bucket, Key):
        self.read.append((Bucket, Key))
        if Key not in self.objects:
            raise ClientError("AccessDenied")
        return {"Body": io.BytesIO(self.objects[Key])}

    def sleep(self, seconds):
        self.now += seconds

    def monotonic(self):
        return self.now


def load(aws):
    """The function as Lambda loads it: with its environment, and with the SDK."""

    def module(name, **contents):
        made = types.ModuleType(name)
        vars(made).update(contents)
        return made

    def config(**options):
        return types.SimpleNamespace(options=options)

    modules = [
        module("boto3", client=aws.client),
        module("botocore"),
        module("botocore.config", Config=config),
        module("botocore.exceptions", BotoCoreError=BotoCoreError, ClientError=ClientError),
    ]
    sdk = {module.__name__: module for module in modules}
    values = {"BUCKET": BUCKET, "HEAD_NODE": HEAD_NODE, "CLUSTER_USER": USER}
    environment = {name: values[name] for name in FUNCTION["Environment"]["Variables"]}
    loaded = types.ModuleType("index")
    with mock.patch.dict(sys.modules, sdk), mock.patch.dict(os.environ, environment, clear=True):
        exec(compile(SOURCE, "index.py", "exec"), vars(loaded))
    loaded.time = types.SimpleNamespace(sleep=aws.sleep, monotonic=aws.monotonic)
    loaded.LOG = mock.Mock()
    return loaded


def success(output):
    return {"Status": "Success", "StatusDetails": "Success", "ResponseCode": 0, "StandardOutputContent": output}


def failure(stderr, status="Failed", details="Failed"):
    return {"Status": status, "StatusDetails": details, "ResponseCode": 1, "StandardErrorContent": stderr}


class FrontEnd(unittest.TestCase):
    def setUp(self):
        self.aws = Aws()
        self.aws.looks = [success("some text\n")]
        self.function = load(self.aws)

    def call(self, headers=None, **query):
        """The status and the answer, as the API would pass them on."""
        event = {
            "httpMethod": "GET",
            "queryStringParameters": query or None,
            "headers": headers,
            "requestContext": {"identity": {"userArn": CALLER}},
        }
        left = FUNCTION["Timeout"] * 1000
        context = types.SimpleNamespace(get_remaining_time_in_millis=lambda: left)
        answer = getattr(self.function, FUNCTION["Handler"].partition(".")[2])(event, context)
        self.assertEqual(answer["headers"], {"Content-Type": "application/json"})
        return answer["statusCode"], json.loads(answer["body"])

    def submit(self, location=f"s3://{BUCKET}/jobs/run-hpcg.sh", options=None, header="submitopts"):
        self.aws.looks = [success("17\n")]
        headers = None if options is None else {header: options}
        return self.call(headers, function="submit_job", jobscript_location=location)

    def command(self):
        """The only command that was sent, without what makes it run as the cluster's user."""
        [request] = self.aws.sent
        [line] = request["Parameters"]["commands"]
        match = re.fullmatch(rf"runuser --login --command (.*) {USER}", line, re.DOTALL)
        return match[1]

    def refused(self, result, *words):
        status, body = result
        self.assertEqual(status, 400, body)
        self.assertEqual(self.aws.sent, [], "a refused request reached the cluster")
        for word in words:
            self.assertIn(word, body["error"])
