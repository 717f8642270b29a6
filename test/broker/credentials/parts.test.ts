import { expect, it } from "vitest";
import { must } from "../../support/api";
import { type BrokerBench, fault, LOGIN, newFakeBench, PAGE, paths, READ, SECRET } from "../broker-bench";
import { CREDENTIALS, newest } from "../record-bench";
import { CODE, page } from "./resolve-support";

/** Credentials that have a part of a login alone. */
const SKIPPED = { username: "skipped", password: "skipped" };
const benchOf = (fieldMap: Readonly<Record<string, string>>) => newFakeBench({}, { fieldMap });
const tested = async (b: BrokerBench, allowRead: boolean) => (await b.api("test", { allowRead })).body;

it("credentials.resolve refuses a field that the credential has not, and names those that it has", async () => {
  const { b, vault } = await benchOf({ username: "login", totp: "otp_seed" });
  expect(fault(await b.resolve({ fields: ["username", "password"] }))).toEqual({
    status: 400,
    code: "invalid_request",
    details: { fields: { "fields[1]": "unsupported" }, allowed: ["username", "totp"] },
  });
  expect(await vault.calls()).toEqual([]);
});

it("credentials.update refuses a map that has neither a password nor a code, and keeps the one that was there", async () => {
  const { b } = await benchOf({ password: "pass" });
  const answer = await b.tenant.api(`PATCH ${CREDENTIALS}/${b.credentialId}`, { fieldMap: { username: "login" } });
  expect(fault(answer).details).toEqual({ fields: { "fieldMap.password": "required" } });
  expect((await b.credential()).fieldMap).toEqual({ password: "pass" });
});

it.for([
  [{ password: "pass" }, { password: SECRET.pass }],
  [
    { username: "login", totp: "otp_seed" },
    { username: SECRET.login, totp: CODE },
  ],
  [{ totp: "otp_seed" }, { totp: CODE }],
] as const)("credentials.resolve gives what a credential of %j has, and no more", async ([fieldMap, values]) => {
  const { b, vault } = await benchOf(fieldMap);
  expect((await b.credential()).fieldMap).toEqual(fieldMap);
  expect((await b.resolve()).body).toEqual({ ...page(b), ...values, vaultVersion: 1 });
  expect(await newest(b.tenant)).toMatchObject({ extra: { fields: Object.keys(values) } });
  expect(await paths(vault)).toEqual([LOGIN, READ]);
});

it("credentials.resolve does not mind that a field is missing which no role needs any more", async () => {
  const { b } = await benchOf({ username: "absent", password: "pass" });
  expect(fault(await b.resolve())).toMatchObject({ code: "vault_field_missing" });
  await b.point({ fieldMap: { password: "pass" } });
  expect((await b.resolve()).body).toMatchObject({ password: SECRET.pass });
});

it("credentials.test looks at the parts that there are, and at the seed, and skips the others", async () => {
  const { b } = await benchOf({ username: "login", totp: "otp_seed" });
  const fields = { ...SKIPPED, username: "passed", totp: "passed" };
  expect(await tested(b, false)).toMatchObject({ ok: null, hint: "read_needed", checks: { fields } });
  expect(await tested(b, true)).toMatchObject({ ok: true, code: null, checks: { totpSeed: "passed", fields } });
  await b.point({ fieldMap: { password: "absent" } });
  const failed = { ...SKIPPED, password: "failed" };
  expect(await tested(b, true)).toMatchObject({ ok: false, code: "vault_field_missing", checks: { fields: failed } });
  expect(must(await b.api("test", { url: PAGE, allowRead: true }), 200).checks).toEqual({
    domain: "passed",
    login: "passed",
    path: "passed",
    totpSeed: "skipped",
    fields: failed,
  });
});
