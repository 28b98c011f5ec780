"""What the function uses of boto3, which Lambda's Python has and the endpoint's has not."""

from botocore.session import Session


def client(service, config=None):
    return Session().create_client(service, config=config)
