import { expect, it } from "vitest";
import { type AddressFault, checkIssuerUrl } from "../../src/outbound/address";
import { issuer, listing, TABLE } from "./address-support";

it.each(TABLE.filter(([, verdict]) => verdict !== "path_segments"))(
  "an issuer's address %s is %s as for a vault, and %s when its host is listed",
  (url, byDefault, listed) => {
    expect(issuer(url)).toBe(byDefault);
    expect(issuer(url, ...listing(url))).toBe(listed);
  },
);

it("an issuer's address has no query, no fragment, no user and no step up", () => {
  const cases: readonly (readonly [string, AddressFault])[] = [
    ["https://id.acme.example/realms/a?x=1", "query"],
    ["https://id.acme.example/?", "query"],
    ["https://id.acme.example#@127.0.0.1/", "fragment"],
    ["https://u:p@id.acme.example", "userinfo"],
    ["https://id.acme.example@169.254.169.254/keys", "userinfo"],
    ["https://id.acme.example/a/../keys", "path_segments"],
    ["https://id.acme.example/a/%2e%2E/keys", "path_segments"],
    ["https://id.acme.example/a keys", "characters"],
    ["https://id.acme.example/%zz", "percent"],
    ["data:application/json,{}", "scheme"],
    [`https://id.acme.example/${"a".repeat(2048)}`, "too_long"],
    ["", "scheme_missing"],
  ];
  for (const [url, fault] of cases) expect([url, issuer(url)]).toEqual([url, fault]);
});

it("an issuer's address keeps its path as it is written", () => {
  for (const url of [
    "https://token.actions.githubusercontent.com/",
    "https://login.acme.example/7f9a/v2.0",
    "https://keys.acme.example/jwk/securetoken@system.acme.example",
    "https://sso.acme.example/realms/My%20Team/certs",
  ])
    expect(checkIssuerUrl(url, [])).toEqual({ ok: true, url });
});
