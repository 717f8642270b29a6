"""What hvac does at one server: each line that is printed is a claim that held. Started by hvac.test.ts."""

import os
import sys

import hvac
from hvac import exceptions

URL, TOKEN = os.environ["VAULT_SERVER"], os.environ["VAULT_SERVER_TOKEN"]


def connect(token=None):
    """`strict_http`: lists are asked for by GET, since the verb LIST never arrives."""
    return hvac.Client(url=URL, token=token, strict_http=True)


def holds(claim, expected, given):
    if expected != given:
        sys.exit(f"not so: {claim}: expected {expected!r}, got {given!r}")
    print(claim)


def refused(claim, error, call, *args, **kwargs):
    try:
        call(*args, **kwargs)
    except error as fault:
        print(claim)
        return str(fault)
    sys.exit(f"not so: {claim}: nothing was refused")


def read(client, path, **more):
    return client.secrets.kv.v2.read_secret_version(path, raise_on_deleted_version=True, **more)["data"]


def kv(client):
    kv2 = client.secrets.kv.v2
    made = kv2.create_or_update_secret("py/a", secret={"k": "v", "n": 1.5}, cas=0)
    holds("create_or_update_secret makes version 1", 1, made["data"]["version"])
    put = kv2.create_or_update_secret
    text = refused("a wrong cas is InvalidRequest", exceptions.InvalidRequest, put, "py/a", secret={}, cas=0)
    holds("its text names the reason", True, "check-and-set parameter did not match" in text)
    kv2.patch("py/a", secret={"k": "w"})
    holds("patch merges", {"k": "w", "n": 1.5}, read(client, "py/a")["data"])
    holds("read_secret_version tells the version", 2, read(client, "py/a")["metadata"]["version"])
    holds("an older version is read", "v", read(client, "py/a", version=1)["data"]["k"])
    holds("read_configuration tells the settings", True, "max_versions" in kv2.read_configuration()["data"])

    kv2.delete_latest_version_of_secret("py/a")
    refused("a deleted version is InvalidPath", exceptions.InvalidPath, read, client, "py/a")
    told = kv2.read_secret_version("py/a", raise_on_deleted_version=False)
    holds("and told of, where that is asked for", 2, told["data"]["metadata"]["version"])
    holds("without its value", None, told["data"]["data"])
    kv2.undelete_secret_versions("py/a", versions=[2])
    holds("undelete_secret_versions brings it back", "w", read(client, "py/a")["data"]["k"])
    kv2.delete_secret_versions("py/a", versions=[1])
    kv2.destroy_secret_versions("py/a", versions=[1])
    kv2.update_metadata("py/a", max_versions=4, delete_version_after="0s", custom_metadata={"team": "x"})
    found = kv2.read_secret_metadata("py/a")["data"]
    holds("destroy_secret_versions leaves the row", True, found["versions"]["1"]["destroyed"])
    holds("update_metadata writes", (4, {"team": "x"}), (found["max_versions"], found["custom_metadata"]))
    holds("list_secrets lists", ["a"], kv2.list_secrets("py")["data"]["keys"])
    kv2.delete_metadata_and_all_versions("py/a")
    refused("delete_metadata_and_all_versions leaves nothing", exceptions.InvalidPath, kv2.list_secrets, "py")
    refused("patch of nothing is InvalidPath", exceptions.InvalidPath, kv2.patch, "py/a", secret={})


def tokens(client):
    holds("a token is authenticated", True, client.is_authenticated())
    holds("another is not", False, connect("none.of.them").is_authenticated())
    refused("nobody is Forbidden", exceptions.Forbidden, read, connect(), "py/a")
    auth = client.auth.token.create(policies=["read-app"], ttl="1h", display_name="py", meta={"a": "b"})["auth"]
    child = connect(auth["client_token"])
    holds("create gives the time that was asked for", 3600, auth["lease_duration"])
    looked = child.auth.token.lookup_self()["data"]
    holds("lookup_self tells the metadata", ({"a": "b"}, "token-py"), (looked["meta"], looked["display_name"]))
    holds("lookup finds it", auth["accessor"], client.auth.token.lookup(auth["client_token"])["data"]["accessor"])
    holds("lookup_accessor hides it", "", client.auth.token.lookup_accessor(auth["accessor"])["data"]["id"])
    holds("renew_self renews", 1800, child.auth.token.renew_self(increment="30m")["auth"]["lease_duration"])
    holds("renew renews", True, client.auth.token.renew(auth["client_token"])["auth"]["renewable"])
    refused("it may not read elsewhere", exceptions.Forbidden, read, child, "py/a")
    client.auth.token.revoke_accessor(auth["accessor"])
    refused("revoke_accessor ends it", exceptions.Forbidden, child.auth.token.lookup_self)
    other = connect(client.auth.token.create(policies=["read-app"], ttl="1h")["auth"]["client_token"])
    other.auth.token.revoke_self()
    refused("revoke_self ends itself", exceptions.Forbidden, other.auth.token.lookup_self)


def approle(client):
    roles = client.auth.approle
    roles.create_or_update_approle("py", token_policies=["read-app"], token_ttl="10m", token_max_ttl="1h")
    holds("list_roles lists", True, "py" in roles.list_roles()["data"]["keys"])
    holds("read_role reads", 600, roles.read_role("py")["data"]["token_ttl"])
    role_id = roles.read_role_id("py")["data"]["role_id"]
    made = roles.generate_secret_id("py", metadata={"team": "x"})["data"]
    member = connect()
    auth = member.auth.approle.login(role_id=role_id, secret_id=made["secret_id"])["auth"]
    holds("login tells the role", {"role_name": "py", "team": "x"}, auth["metadata"])
    client.secrets.kv.v2.create_or_update_secret("app/py", secret={"k": "v"})
    holds("its token reads", "v", read(member, "app/py")["data"]["k"])
    put = member.secrets.kv.v2.create_or_update_secret
    refused("and writes nothing", exceptions.Forbidden, put, "app/py", secret={})
    found = roles.read_secret_id("py", made["secret_id"])["data"]
    holds("read_secret_id finds it", made["secret_id_accessor"], found["secret_id_accessor"])
    listed = roles.list_secret_id_accessors("py")["data"]["keys"]
    holds("list_secret_id_accessors lists it", True, made["secret_id_accessor"] in listed)
    roles.destroy_secret_id("py", made["secret_id"])
    login = connect().auth.approle.login
    gone = {"role_id": role_id, "secret_id": made["secret_id"]}
    refused("a destroyed secret id is InvalidRequest", exceptions.InvalidRequest, login, **gone)
    roles.delete_role("py")
    refused("a deleted role is InvalidPath", exceptions.InvalidPath, roles.read_role, "py")


def wrapping(client):
    wrapped = client.sys.wrap({"a": "b"}, ttl=60)["wrap_info"]
    holds("wrap tells how long", 60, wrapped["ttl"])
    holds("unwrap by the token itself", {"a": "b"}, connect(wrapped["token"]).sys.unwrap()["data"])
    refused("a second unwrap is refused", exceptions.InvalidRequest, client.sys.unwrap, wrapped["token"])
    secret_id = client.auth.approle
    secret_id.create_or_update_approle("py-wrap", token_policies=["read-app"])
    info = secret_id.generate_secret_id("py-wrap", wrap_ttl="60s")["wrap_info"]
    holds("a wrapped secret id tells where from", "auth/approle/role/py-wrap/secret-id", info["creation_path"])
    holds("unwrap by another token", True, "secret_id" in client.sys.unwrap(info["token"])["data"])


def system(client):
    holds("is_initialized", True, client.sys.is_initialized())
    holds("is_sealed", False, client.sys.is_sealed())
    holds("read_health_status by GET", False, client.sys.read_health_status(method="GET")["sealed"])
    holds("read_health_status by HEAD", 200, client.sys.read_health_status().status_code)
    holds("list_mounted_secrets_engines", "kv", client.sys.list_mounted_secrets_engines()["data"]["secret/"]["type"])
    holds("list_auth_methods", True, "approle/" in client.sys.list_auth_methods()["data"])
    holds("list_policies", True, "read-app" in client.sys.list_policies()["data"]["policies"])


CHAPTERS = {chapter.__name__: chapter for chapter in (kv, tokens, approle, wrapping, system)}

if __name__ == "__main__":
    CHAPTERS[sys.argv[1]](connect(TOKEN))
    print("all held")
