import { expect } from "vitest";
import { newIssuer } from "../../../support/issuer.ts";
import { expectSound, looking, newSpace, newVisitor } from "../support/console.ts";

const PERSON = { email: "anna@house.example" };
const TRUST = {
  claims: { email: "*@house.example" },
  identity_id: "user:{email}",
  create_identity: true,
  scopes: ["secrets:list", "identity:read"],
};

looking(
  "somebody with an account at an issuer of the tenant signs in by it, and whom it does not take is told in words",
  async () => {
    const space = await newSpace();
    const issuer = await newIssuer();
    const clientId = `client-${space.tenant}`;
    await issuer.signIn({ clientId, claims: { ...PERSON, sub: "s1", email: "eve@elsewhere.example" } });
    const body = { ...TRUST, name: "office", issuer: issuer.url, audience: clientId, console_sign_in: true };
    expect((await space.api("POST", "/v1/trusts", { body })).status).toBe(201);
    const visitor = await newVisitor();
    const { page } = visitor;
    await visitor.visit("/console/secrets");
    const enter = async (trust: string) => {
      await page.getByText("With your organisation's account").click();
      await page.getByLabel("Tenant").fill(space.tenant);
      await page.getByLabel("Trust").fill(trust);
      await page.getByRole("button", { name: "Continue to your issuer" }).click();
    };
    await enter("none");
    await page.getByText("There is no such tenant, or no such trust").waitFor();
    await expectSound(visitor);
    await enter("office");
    await page.getByText("What your issuer says of you was not taken.").waitFor();
    await issuer.signIn({ claims: { ...PERSON, sub: "s2" } });
    await enter("office");
    await page.getByRole("heading", { name: "Overview" }).waitFor();
    await expect.poll(() => page.locator(".who").innerText()).toContain("user:anna@house.example");
    await expect.poll(() => page.getByRole("banner").innerText()).toMatch(/Session ends in \d+ minutes/);
    expect(page.url()).toBe(`${space.url}/console/`);
    await page.goto("/console/sign-in-failed?reason=cancelled");
    await page.getByText("Your issuer says no, or you stopped it there.").waitFor();
    await page.getByRole("link", { name: "To the overview" }).click();
    await page.getByRole("heading", { name: "Overview" }).waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByText("You are signed out.").waitFor();
    await page.goto("/console/secrets?order=name");
    await enter("office");
    await page.getByRole("heading", { name: "Secrets", level: 1 }).waitFor();
    expect(page.url()).toBe(`${space.url}/console/secrets?order=name`);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByText("You are signed out.").waitFor();
    const { body: listed } = await space.api("GET", "/v1/tokens?identity_id=user:anna@house.example");
    expect(listed.tokens.map(({ status }: { status: string }) => status)).not.toContain("active");
    await visitor.close();
  },
);

looking(
  "whoever comes through Cloudflare Access is signed in without a question, and after signing out is asked",
  async () => {
    const space = await newSpace();
    const team = await newIssuer();
    const audience = `4714c1358e65fe4b408ad6d432a5f878f08194bdb4752441fd56faefa9b2b6f2${space.tenant}`;
    const body = { ...TRUST, name: "team", preset: "cloudflare_access", issuer: team.url, audience };
    expect((await space.api("POST", "/v1/trusts", { body })).status).toBe(201);
    const jwt = await team.sign({ aud: [audience], ...PERSON, type: "app", sub: "0f1e" });
    const visitor = await newVisitor();
    const { page, context } = visitor;
    await context.setExtraHTTPHeaders({ "cf-access-jwt-assertion": jwt });
    await page.goto("/console/");
    await page.getByRole("heading", { name: "Overview" }).waitFor();
    await expect.poll(() => page.locator(".who").innerText()).toContain("user:anna@house.example");
    await expectSound(visitor);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Cloudflare Access knows you" }).waitFor();
    await expectSound(visitor);
    await page.getByRole("button", { name: "Sign in with Access" }).click();
    await page.getByRole("heading", { name: "Overview" }).waitFor();
    await visitor.close();
  },
);
