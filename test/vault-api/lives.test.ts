import { beforeEach, expect, it } from "vitest";
import { must } from "../support/api";
import { shiftClock } from "../support/spaces";
import { enveloped, HOUR_MS, newVaultSide, refusal, told, type VaultSide } from "./support";

let side: VaultSide;
beforeEach(async () => {
  side = await newVaultSide();
});
const vault: VaultSide["vault"] = (...args) => side.vault(...args);
const native = (line: string, body?: unknown) => side.tenant.api(line.replace(" ", " /v1/secrets/"), body);
const lease = async (path: string) => must(await vault(`GET secret/data/${path}`), 200).lease_duration;

const HOUR = 3600;
/** It was made so long ago at most, whatever the machine is doing. */
const nearly = (seconds: number) => (told: number) => told <= seconds && told > seconds - 120;
const AT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString().replace(/\.\d+/, "");

it("a value that expired is 404 `secret expired`, in all its versions, and what is known of it is still told", async () => {
  const body = { data: { k: 1 }, options: { expires_at: inHours(1) } };
  must(await native("PUT a", body), 201);
  must(await vault("POST secret/data/a", { data: { k: 2 } }), 200);
  await shiftClock(side.tenant.stub, HOUR_MS + 1000);
  for (const line of ["GET secret/data/a", "GET secret/data/a?version=1", "GET secret/subkeys/a"])
    expect([line, ...refusal(await vault(line))]).toEqual([line, ...told(404, "secret expired")]);
  // A value does not come back to life by a write, here as natively.
  for (const line of ["POST secret/data/a", "PATCH secret/data/a"])
    expect([line, ...refusal(await vault(line, { data: { k: 3 } }))]).toEqual([line, ...told(404, "secret expired")]);
  expect((await native("PUT a", { data: { k: 3 } })).body.error.code).toBe("secret_expired");
  expect((await vault("GET secret/metadata/a")).body.data).toMatchObject({ current_version: 2 });
  expect((await vault("GET secret/metadata/?list=true")).body.data).toEqual({ keys: ["a"] });
});

it("a version past its grace counts as deleted since that instant, and an undeletion does nothing", async () => {
  must(await native("PUT a", { data: { n: 1 } }), 201);
  const rotated = must(await native("POST a/rotate", { new_value: { n: 2 }, grace_period: "1h" }), 200);
  const ended = rotated.grace_period_ends.replace("Z", ".000Z");
  const before = must(await vault("GET secret/data/a?version=1"), 200);
  expect(before.data.metadata).toEqual({
    created_time: AT,
    custom_metadata: null,
    deletion_time: ended,
    destroyed: false,
    version: 1,
  });
  await shiftClock(side.tenant.stub, HOUR_MS + 1000);
  const gone = [
    404,
    enveloped({
      data: {
        data: null,
        metadata: { created_time: AT, custom_metadata: null, deletion_time: ended, destroyed: false, version: 1 },
      },
    }),
  ];
  expect(refusal(await vault("GET secret/data/a?version=1"))).toEqual(gone);
  must(await vault("POST secret/undelete/a", { versions: [1] }), 204);
  expect(refusal(await vault("GET secret/data/a?version=1"))).toEqual(gone);
  expect((await vault("GET secret/data/a")).body.data.data).toEqual({ n: 2 });
});

it("lease_duration is 0 where nobody knows of a change, and for subkeys, metadata and writes", async () => {
  const written = must(await vault("POST secret/data/a", { data: { k: 1 } }), 200);
  must(await vault("POST secret/metadata/a", { delete_version_after: "1h" }), 204);
  expect([written.lease_duration, await lease("a")]).toEqual([0, 0]);
  must(await vault("POST secret/data/a", { data: { k: 1 } }), 200);
  for (const path of ["secret/subkeys/a", "secret/metadata/a", "secret/config", "secret/metadata/?list=true"])
    expect([path, must(await vault(`GET ${path}`), 200).lease_duration]).toEqual([path, 0]);
});

it("lease_duration is the seconds until the value expires, is deleted, rotates or ends its grace, whichever comes first", async () => {
  must(await native("PUT expires", { data: { k: 1 }, options: { expires_at: inHours(3) } }), 201);
  expect(await lease("expires")).toSatisfy(nearly(3 * HOUR));

  must(await vault("POST secret/metadata/expires", { delete_version_after: "2h" }), 204);
  expect(await lease("expires")).toSatisfy(nearly(3 * HOUR));
  must(await vault("POST secret/data/expires", { data: { k: 2 } }), 200);
  expect(await lease("expires")).toSatisfy(nearly(2 * HOUR));

  const policy = must(await side.tenant.api("POST /v1/rotation/policies", { name: "p", interval: "1h" }), 201);
  const attach = (secret_path: string) =>
    side.tenant.api(`POST /v1/rotation/policies/${policy.id}/secrets`, { secret_path });
  expect((await attach("expires")).status).toBeLessThan(300);
  expect(await lease("expires")).toSatisfy(nearly(HOUR));
  // An older version is not what rotates.
  expect(await lease("expires?version=1")).toSatisfy(nearly(3 * HOUR));

  must(await native("POST expires/rotate", { new_value: { k: 3 }, grace_period: "30m" }), 200);
  expect(await lease("expires?version=2")).toSatisfy(nearly(HOUR / 2));
  expect(await lease("expires")).toSatisfy(nearly(HOUR));
});

it("lease_duration of a wrapped read is inside the answer that is kept", async () => {
  must(await vault("POST secret/metadata/a", { delete_version_after: "2h" }), 204);
  must(await vault("POST secret/data/a", { data: { k: 1 } }), 200);
  const outer = must(await vault("GET secret/data/a", undefined, { "x-vault-wrap-ttl": "60" }), 200);
  expect(outer.lease_duration).toBe(0);
  const inner = must(await vault("POST sys/wrapping/unwrap", { token: outer.wrap_info.token }), 200);
  expect(inner.lease_duration).toSatisfy(nearly(2 * HOUR));
});

it("delete_version_after dates each new version, and the earlier of the secret's and the config's counts", async () => {
  for (const value of ["x", "-1s", -1, "3651d"])
    for (const path of ["secret/metadata/a", "secret/config"])
      expect([path, value, (await vault(`POST ${path}`, { delete_version_after: value })).status]).toEqual([
        path,
        value,
        400,
      ]);
  must(await vault("POST secret/config", { delete_version_after: "1h" }), 204);
  must(await vault("POST secret/metadata/a", { delete_version_after: "2h" }), 204);
  const deletion = async () => {
    const { created_time, deletion_time } = must(await vault("POST secret/data/a", { data: { k: 1 } }), 200).data;
    return deletion_time === "" ? null : Math.round((Date.parse(deletion_time) - Date.parse(created_time)) / HOUR_MS);
  };
  expect(await deletion()).toBe(1);
  must(await vault("POST secret/config", { delete_version_after: "5h" }), 204);
  expect(await deletion()).toBe(2);
  must(await vault("POST secret/metadata/a", { delete_version_after: 0 }), 204);
  expect(await deletion()).toBe(5);
  must(await vault("POST secret/config", { delete_version_after: "0s" }), 204);
  expect(await deletion()).toBeNull();
  await shiftClock(side.tenant.stub, 3 * HOUR_MS);
  const status = async (n: number) => (await vault(`GET secret/data/a?version=${n}`)).status;
  expect([await status(1), await status(2), await status(3), await status(4)]).toEqual([404, 404, 200, 200]);
  must(await vault("POST secret/undelete/a", { versions: [1] }), 204);
  expect(await status(1)).toBe(200);
});
