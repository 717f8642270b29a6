import { generateKeyPairSync, sign } from "node:crypto";
import { expect } from "vitest";
import { expectSound, keptBy, looking, newSpace, signedIn } from "../support/console.ts";

const HOSTILE = "<img src=x onerror=alert(1)>";
const ISSUER = "https://token.actions.githubusercontent.com";

/** A pair of keys of an issuer's own: the public one as a set, and what signs claims. */
function issuerKeys() {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return {
    jwks: { keys: [{ ...publicKey.export({ format: "jwk" }), kid: "one", alg: "ES256" }] },
    signed(claims: object): string {
      const text = `${encoded({ alg: "ES256", kid: "one" })}.${encoded(claims)}`;
      const signature = sign("sha256", Buffer.from(text), { key: privateKey, dsaEncoding: "ieee-p1363" });
      return `${text}.${signature.toString("base64url")}`;
    },
  };
}

looking("a trust is made by its kind with a guide, and what the API demands of it stands at its fields", async () => {
  const space = await newSpace();
  await space.api("POST", "/v1/identity/identities", { body: { identity_id: "sa:deploy" } });
  const visitor = await signedIn(space.token, "/console/trusts");
  const { page } = visitor;
  await page.getByText("No issuer is trusted.").waitFor();
  await expectSound(visitor);
  await page.getByRole("main").getByRole("link", { name: "New trust" }).first().click();
  await page.getByText("Whose tokens are to be taken?").waitFor();
  await expectSound(visitor);
  await page.getByRole("link", { name: /^GitHub Actions/ }).click();
  await page.getByText("gh api repos/acme/shop --jq '[.id, .owner.id]'").waitFor();
  await expect.poll(() => page.getByLabel("Issuer").inputValue()).toBe(ISSUER);
  await page.getByLabel("Name", { exact: true }).fill(HOSTILE);
  await page.getByLabel("Audience").fill(`https://postern.example/${space.tenant}`);
  await page.getByLabel("Values of claim 1").fill("acme/shop");
  await page.getByLabel("Values of claim 2").fill("65");
  await page.getByLabel("Values of claim 3").fill("refs/heads/main\nrefs/heads/release/*");
  await page.getByLabel("Stands for").fill("sa:deploy");
  await page.getByLabel("secrets:read").check();
  await expectSound(visitor);
  await page.getByRole("button", { name: "Create the trust" }).click();
  await expect
    .poll(() => page.locator(".field .fault").allTextContents())
    .toEqual(["This does not have the form that it must have."]);
  await page.getByLabel("Values of claim 1").fill("74");
  await page.getByRole("button", { name: "Create the trust" }).click();
  await page.getByRole("heading", { name: HOSTILE, level: 1 }).waitFor();
  const { body } = await space.api("GET", "/v1/trusts");
  expect(
    body.trusts.map((one: Record<string, unknown>) => [one.name, one.preset, one.claims, one.identity_id, one.scopes]),
  ).toEqual([
    [
      HOSTILE,
      "github",
      { repository_id: "74", repository_owner_id: "65", ref: ["refs/heads/main", "refs/heads/release/*"] },
      "sa:deploy",
      ["secrets:read"],
    ],
  ]);
  await page.getByText(`AUDIENCE: https://postern.example/${space.tenant}`).waitFor();
  await expectSound(visitor);
  await page.getByRole("link", { name: "Terms" }).click();
  await page.getByText("refs/heads/release/*").waitFor();
  await expectSound(visitor);
  await visitor.close();
});

looking("explain tells each check of a token that is pasted, and keeps nothing of it", async () => {
  const space = await newSpace();
  await space.api("POST", "/v1/identity/identities", { body: { identity_id: "sa:deploy" } });
  const { jwks, signed } = issuerKeys();
  const audience = `https://postern.example/${space.tenant}`;
  const claims = { repository_id: "74", repository_owner_id: "65", ref: "refs/heads/main" };
  const terms = {
    name: "ci",
    preset: "github",
    audience,
    jwks,
    identity_id: "sa:deploy",
    scopes: ["secrets:read"],
    claims,
  };
  const { body: trust } = await space.api("POST", "/v1/trusts", { body: terms });
  const visitor = await signedIn(space.token, `/console/trusts/${trust.id}?view=explain`, { width: 360 });
  const { page } = visitor;
  const seconds = Math.floor(Date.now() / 1000);
  const jwt = (ref: string) =>
    signed({ ...claims, ref, iss: ISSUER, aud: audience, sub: "repo:x", iat: seconds, exp: seconds + 300 });
  const outcomes = async () =>
    (await page.locator("tbody tr").allTextContents()).filter((text) => !text.includes("passed"));
  await page.getByLabel("Signed token (JWT)").fill(jwt("refs/heads/other"));
  await page.getByRole("button", { name: "Explain" }).click();
  await page.getByText("It would be refused.").waitFor();
  await expect
    .poll(() => outcomes())
    .toEqual([
      "Claim reffailedAnother branch, repository or person than meant; a name in place of a number; refs/heads/ is missing, or is too much.",
    ]);
  await expect.poll(() => page.getByLabel("Signed token (JWT)").inputValue()).toBe("");
  expect(page.url()).toBe(`${space.url}/console/trusts/${trust.id}?view=explain`);
  await expectSound(visitor);
  await page.getByLabel("Signed token (JWT)").fill(jwt("refs/heads/main"));
  await page.getByRole("button", { name: "Explain" }).click();
  await page.getByText("It would be taken.").waitFor();
  await expect.poll(() => outcomes()).toEqual([]);
  await page.getByRole("link", { name: "How it is used" }).click();
  await expectSound(visitor);
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await page.getByLabel("Name", { exact: true }).waitFor();
  await expectSound(visitor);
  await visitor.close();
});

looking("a change says only what was changed; a trust is disabled, and deleted once its name was typed", async () => {
  const space = await newSpace();
  await space.api("POST", "/v1/identity/identities", { body: { identity_id: "sa:deploy" } });
  const claims = { sub: "somebody" };
  const terms = {
    ...{
      name: "staff",
      issuer: "https://login.acme.example",
      audience: `aud-${space.tenant}`,
      jwks: issuerKeys().jwks,
    },
    ...{ identity_id: "sa:deploy", scopes: ["secrets:read"], claims, mfa_claim: { claim: "amr", values: ["mfa"] } },
  };
  const { body: trust } = await space.api("POST", "/v1/trusts", { body: terms });
  const read = async () => (await space.api("GET", `/v1/trusts/${trust.id}`)).body;
  const visitor = await signedIn(space.token, `/console/trusts/${trust.id}?view=edit`);
  const { page } = visitor;
  await expect.poll(() => page.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
  await page.getByLabel("A token lives for").fill("2m");
  await page.getByLabel("Second factor: Claim that says it").fill("");
  await space.api("PATCH", `/v1/trusts/${trust.id}`, { body: { name: "renamed" } });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "renamed" }).waitFor();
  const changed = await read();
  expect(changed).toEqual({ ...trust, name: "renamed", ttl: "2m", mfa_claim: null, updated_at: changed.updated_at });
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Disable" }).click();
  await expectSound(visitor);
  await dialog.getByRole("button", { name: "Disable" }).click();
  await page.getByText("inactive", { exact: true }).waitFor();
  expect((await read()).is_active).toBe(false);
  await page.getByRole("button", { name: "Delete" }).click();
  await dialog.getByLabel("Type renamed to confirm").fill("renamed");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await page.getByText("No issuer is trusted.").waitFor();
  expect((await read()).error.code).toBe("trust_not_found");
  await visitor.visit(`/console/trusts/${trust.id}`);
  await expect.poll(() => page.getByRole("alert").textContent()).toMatch(/trust_not_found Request req_/);
  await visitor.close();
  const stranger = await signedIn(await space.tokenFor(["identity:read"]), "/console/trusts");
  await stranger.page.getByText("Changes need the scope identity:admin.").waitFor();
  await expect.poll(() => stranger.page.getByRole("alert").textContent()).toMatch(/insufficient_scope/);
  await expectSound(stranger);
  await stranger.close();
});

looking("people may sign in by an issuer, whose secret for its client is typed and never shown", async () => {
  const space = await newSpace();
  const terms = {
    ...{
      name: "staff",
      issuer: "https://login.acme.example",
      audience: `aud-${space.tenant}`,
      scopes: ["secrets:read"],
    },
    ...{ claims: { email: "*@acme.example" }, identity_id: "user:{email}", create_identity: true },
  };
  const { body: trust } = await space.api("POST", "/v1/trusts", { body: terms });
  const visitor = await signedIn(space.token, `/console/trusts/${trust.id}?view=edit`);
  const { page } = visitor;
  await page.getByLabel("People may sign in to the console by this issuer").check();
  await page.getByLabel("Secret of the client").fill("example-client-secret");
  await expectSound(visitor);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("yes, with a secret for its client").waitFor();
  const { body: changed } = await space.api("GET", `/v1/trusts/${trust.id}`);
  expect(changed).toEqual({
    ...trust,
    console_sign_in: true,
    has_client_secret: true,
    updated_at: changed.updated_at,
  });
  await page.getByRole("link", { name: "How it is used" }).click();
  await page.getByText(`${space.url}/console/sign-in?tenant=${space.tenant}&trust=${trust.id}`).waitFor();
  expect(await keptBy(page)).not.toContain("example-client-secret");
  await expectSound(visitor);
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await expect.poll(() => page.getByLabel("Secret of the client").inputValue()).toBe("");
  await page.getByLabel("Take away the one that is kept").check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("yes, without a secret for its client").waitFor();
  expect((await space.api("GET", `/v1/trusts/${trust.id}`)).body.has_client_secret).toBe(false);
  await visitor.close();
});
