"""What a person writes against the package that openapi-python-client makes. Prints one line of JSON."""

import importlib
import json
import os
import pkgutil

import postern_client
from postern_client import AuthenticatedClient
from postern_client.api.secrets import secrets_list, secrets_put, secrets_read
from postern_client.models import ErrorAnswer, PutSecret, PutSecretData, Secret, SecretCreated, SecretList

# A module that nobody imports could be one that can't be.
modules = [found.name for found in pkgutil.walk_packages(postern_client.__path__, "postern_client.")]
for name in modules:
    importlib.import_module(name)

client = AuthenticatedClient(base_url=os.environ["POSTERN_URL"], token=os.environ["POSTERN_TOKEN"])
path = "made/python/db/main"
data = PutSecretData.from_dict({"user": "app", "port": 5432})

put = secrets_put.sync(path, client=client, body=PutSecret(data=data))
assert isinstance(put, SecretCreated), put
got = secrets_read.sync(path, client=client)
assert isinstance(got, Secret), got
listed = secrets_list.sync(client=client, prefix="made/python/")
assert isinstance(listed, SecretList), listed
none = secrets_read.sync("made/python/none", client=client)
assert isinstance(none, ErrorAnswer), none

print(
    json.dumps(
        {
            "created": put.created,
            "version": got.version,
            "data": got.data.to_dict(),
            "paths": [secret.path for secret in listed.secrets],
            "code": none.error.code,
            "modules": len(modules),
        }
    )
)
