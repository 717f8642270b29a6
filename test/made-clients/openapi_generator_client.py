"""What a person writes against the package that openapi-generator makes for Python. Prints one line of JSON."""

import importlib
import json
import os
import pkgutil

import postern_client
from postern_client import ApiClient, Configuration, PutSecret, SecretsApi
from postern_client.exceptions import NotFoundException

# A module that nobody imports could be one that can't be.
modules = [found.name for found in pkgutil.walk_packages(postern_client.__path__, "postern_client.")]
for name in modules:
    importlib.import_module(name)

client = ApiClient(Configuration(host=os.environ["POSTERN_URL"], access_token=os.environ["POSTERN_TOKEN"]))
secrets = SecretsApi(client)
path = "made/generator/db/main"

put = secrets.secrets_put_with_http_info(path, PutSecret(data={"user": "app", "port": 5432}))
got = secrets.secrets_read(path)
listed = secrets.secrets_list(prefix="made/generator/")
try:
    secrets.secrets_read("made/generator/none")
    code = None
except NotFoundException as refused:
    code = json.loads(refused.body)["error"]["code"]

print(
    json.dumps(
        {
            "created": put.data.created,
            "version": got.version,
            "data": got.data,
            "paths": [secret.path for secret in listed.secrets],
            "code": code,
            "modules": len(modules),
        }
    )
)
