import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { patchBetween } from "../../../console/src/pages/access/identities/draft.ts";
import { emptyDraft, bodyOf as tokenBody } from "../../../console/src/pages/access/tokens/draft.ts";
import { bodyOf, jwksFrom, patchOf } from "../../../console/src/pages/access/trusts/body.ts";
import { draftFor, draftOf } from "../../../console/src/pages/access/trusts/draft.ts";
import { PRESETS, type Trust } from "../../../console/src/pages/access/trusts/types.ts";

describe("the form of a token", () => {
  const draft = { ...emptyDraft(" sa:ci "), name: " nightly ", scopes: ["secrets:read"] as const };

  it("asks for no bound that nobody filled in", () => {
    expect(tokenBody(draft)).toEqual({
      identity_id: "sa:ci",
      name: "nightly",
      scopes: ["secrets:read"],
      expires_in: "24h",
    });
  });

  it("says each kind of end as the API has it, and leaves what is no time to its refusal", () => {
    const endOf = (changes: Partial<typeof draft>) => {
      const { expires_in, expires_at } = tokenBody({ ...draft, ...changes });
      return [expires_in, expires_at];
    };
    expect(endOf({ life: "" })).toEqual([undefined, undefined]);
    expect(endOf({ life: "never" })).toEqual([undefined, null]);
    expect(endOf({ life: "custom", custom: " 90m " })).toEqual(["90m", undefined]);
    expect(endOf({ life: "date", date: "2030-01-02T03:04:05Z" })).toEqual([undefined, "2030-01-02T03:04:05.000Z"]);
    expect(endOf({ life: "date", date: "" })).toEqual([undefined, ""]);
  });

  it("bounds renewals only of a token that can be renewed", () => {
    expect(tokenBody({ ...draft, maxTtl: "30d", uses: "5" })).not.toHaveProperty("max_ttl");
    expect(tokenBody({ ...draft, renewable: true, maxTtl: "30d", uses: "5" })).toMatchObject({
      renewable: true,
      max_ttl: "30d",
      num_uses: 5,
    });
  });
});

describe("a change of an identity", () => {
  const old = { displayName: "Anna", groups: ["group:a", "group:b"], roles: [] } as const;

  it("is none where groups only stand in another order", () => {
    expect(patchBetween(old, { ...old, groups: ["group:b", "group:a"] })).toBeNull();
  });

  it("says what was changed alone, and null for a name that was taken away", () => {
    expect(patchBetween(old, { ...old, displayName: " " })).toEqual({ display_name: null });
    expect(patchBetween(old, { ...old, groups: [] })).toEqual({ groups: [] });
  });
});

const text = fc.stringMatching(/^[a-z0-9_.:/@-]{1,12}$/);
const trust: fc.Arbitrary<Trust> = fc.record({
  id: fc.constant("trs_x"),
  name: text,
  preset: fc.constantFrom(...PRESETS),
  issuer: text,
  jwks_uri: fc.constant(null),
  jwks: fc.option(fc.constant({ keys: [{ kty: "EC", kid: "one" }] })),
  audience: text,
  claims: fc.dictionary(text, fc.oneof(text, fc.uniqueArray(text, { minLength: 2, maxLength: 3 })), { minKeys: 1 }),
  identity_id: text,
  create_identity: fc.boolean(),
  groups: fc.constant([]),
  roles: fc.constant([]),
  groups_claim: fc.option(text),
  groups_map: fc.dictionary(text, text),
  scopes: fc.constant(["secrets:read" as const]),
  ttl: fc.constant("15m"),
  mfa_claim: fc.option(fc.record({ claim: text, values: fc.uniqueArray(text, { minLength: 1, maxLength: 2 }) })),
  single_use: fc.boolean(),
  console_sign_in: fc.constant(false),
  has_client_secret: fc.boolean(),
  is_active: fc.boolean(),
  created_by: fc.constant("user:admin"),
  created_at: fc.constant(""),
  updated_at: fc.constant(""),
});

describe("the form of a trust", () => {
  it("sends nothing of a trust that nobody changed, and what was changed alone", () => {
    fc.assert(
      fc.property(trust, (one) => {
        expect(patchOf(one, draftOf(one))).toEqual({});
        expect(patchOf(one, { ...draftOf(one), name: "another", ttl: "2m" })).toEqual({ name: "another", ttl: "2m" });
      }),
    );
  });

  it("takes away by null what may be missing, and leaves what may not", () => {
    const [one] = fc.sample(trust, 1);
    if (one === undefined) throw new Error("there is a sample");
    const full = { ...one, mfa_claim: { claim: "amr", values: ["mfa"] }, jwks: null, jwks_uri: "https://x.example" };
    const changed = { ...draftOf(full), mfaClaim: "", keys: "issuer", audience: "", ttl: "" } as const;
    expect(patchOf(full, changed)).toEqual({ mfa_claim: null, jwks_uri: null });
  });

  it("asks for no more than was said when it is made: the rest the API fills in", () => {
    const draft = draftFor("gitlab");
    expect(bodyOf({ ...draft, name: "ci", identity: "sa:ci", scopes: ["secrets:read"] })).toEqual({
      name: "ci",
      preset: "gitlab",
      issuer: "https://gitlab.com",
      claims: { project_id: "", namespace_id: "", ref: "main", ref_protected: "true" },
      identity_id: "sa:ci",
      create_identity: false,
      console_sign_in: false,
      scopes: ["secrets:read"],
    });
  });

  it("sends the secret of a client only where one was typed, and null only where the one that is kept shall go", () => {
    const [one] = fc.sample(trust, 1);
    if (one === undefined) throw new Error("there is a sample");
    const kept: Trust = { ...one, preset: "oidc", console_sign_in: true, has_client_secret: true };
    const draft = draftOf(kept);
    expect(patchOf(kept, draft)).toEqual({});
    expect(patchOf(kept, { ...draft, clientSecret: "s" })).toEqual({ client_secret: "s" });
    expect(patchOf(kept, { ...draft, dropClientSecret: true })).toEqual({ client_secret: null });
    expect(patchOf(kept, { ...draft, consoleSignIn: false, clientSecret: "s" })).toEqual({ console_sign_in: false });
    expect(bodyOf({ ...draftFor("github"), consoleSignIn: true, clientSecret: "s" })).not.toHaveProperty(
      "client_secret",
    );
  });

  it("reads values line by line, and groups by the last sign of equality", () => {
    const draft = {
      ...draftFor("oidc"),
      claims: [{ key: 0, claim: " sub ", values: " a \n\n b,c " }],
      groupsClaim: "g",
    };
    const body = bodyOf({ ...draft, groupsMap: "CN=it,OU=x = group:it\nnone" });
    expect(body.claims).toEqual({ sub: ["a", "b,c"] });
    expect(body.groups_map).toEqual({ "CN=it,OU=x": "group:it", none: "" });
  });

  it("takes no text for keys that is no JSON object", () => {
    for (const given of ["", "{", "[]", "null", "1"]) expect(jwksFrom(given)).toBeNull();
    expect(jwksFrom('{"keys":[]}')).toEqual({ keys: [] });
  });
});
