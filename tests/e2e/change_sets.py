"""Updates stacks at the endpoint, by change sets, and writes what it says and does as JSON.

Reads a list of {name, before, after, old_values, new_values} from the file that is its argument.
"""

import json
import os
import sys
import time

import botocore.session

client = botocore.session.get_session().create_client(
    "cloudformation",
    endpoint_url=os.environ["AWS_ENDPOINT_URL"],
    region_name="us-east-1",
    aws_access_key_id="210987654321",
    aws_secret_access_key="secret",
)


def until(read, ended):
    deadline = time.monotonic() + 60
    while not ended(status := read()):
        if time.monotonic() > deadline:
            sys.exit(f"no end: {status}")
        time.sleep(0.02)
    return status


def stack_settles(name):
    def read():
        return client.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]

    return until(read, lambda status: not status.endswith("IN_PROGRESS"))


def physical_ids(name):
    resources = client.describe_stack_resources(StackName=name)["StackResources"]
    return {resource["LogicalResourceId"]: resource["PhysicalResourceId"] for resource in resources}


def parameters(values):
    return [{"ParameterKey": key, "ParameterValue": value} for key, value in values.items()]


def update(name, before, after, old_values, new_values):
    capabilities = ["CAPABILITY_NAMED_IAM"]
    client.create_stack(
        StackName=name, TemplateBody=before, Capabilities=capabilities, Parameters=parameters(old_values)
    )
    created = stack_settles(name)
    if created != "CREATE_COMPLETE":
        sys.exit(f"{name}: {created}: {client.describe_stack_events(StackName=name)['StackEvents']}")
    found = {"before": physical_ids(name)}
    client.create_change_set(
        StackName=name,
        ChangeSetName="update",
        TemplateBody=after,
        Capabilities=capabilities,
        Parameters=parameters(new_values),
    )

    def described():
        return client.describe_change_set(StackName=name, ChangeSetName="update")

    change_set = until(described, lambda described: not described["Status"].endswith(("PENDING", "IN_PROGRESS")))
    found["changes"] = [change["ResourceChange"] for change in change_set["Changes"]]
    if change_set["Status"] == "CREATE_COMPLETE":
        client.execute_change_set(StackName=name, ChangeSetName="update")
        found["ended"] = stack_settles(name)
    else:
        found["ended"] = change_set["StatusReason"]
    found["after"] = physical_ids(name)
    return found


with open(sys.argv[1]) as file:
    updates = json.load(file)
json.dump({one["name"]: update(**one) for one in updates}, sys.stdout)
