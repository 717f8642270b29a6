import { AT_MS } from "../../approles/support";
import { type Answer, auditRows, call, must, newTenant, type TestTenant } from "../../support/api";
import { newIssuer, type SignOptions, type TestIssuer } from "../../support/issuer";

export const AT_S = AT_MS / 1000;
export const GRANT_TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";
export const JWT_TYPE = "urn:ietf:params:oauth:token-type:jwt";

export interface Shop {
  readonly tenant: TestTenant;
  readonly issuer: TestIssuer;
  readonly audience: string;
  /** The record of the trust `ci`. */
  readonly trust: { readonly id: string; readonly [field: string]: unknown };
  /** A token of the issuer that the trust takes, unless the test says otherwise. */
  sign(claims?: object, options?: SignOptions): Promise<string>;
  /** Shows one that is signed so. */
  buy(claims?: object, more?: object): Promise<Answer>;
}

interface Options {
  readonly issuer?: TestIssuer;
  readonly tenant?: TestTenant;
}

/** A tenant whose clock stands at `AT_MS`, with a trust `ci` in an issuer of its own, by which its project `7` is `sa:deploy`. */
export async function newShop(settings: object = {}, options: Options = {}): Promise<Shop> {
  const tenant = options.tenant ?? (await newTenant({ atMs: AT_MS }));
  const issuer = options.issuer ?? (await newIssuer());
  await tenant.api("POST /v1/identity/identities", { identity_id: "sa:deploy" });
  const audience = `https://postern.example/of/${tenant.id}`;
  const trust = await newTrust(tenant, issuer, { audience, ...settings });
  const sign = (claims: object = {}, signing: SignOptions = {}) =>
    issuer.sign({ ...CLAIMS, aud: audience, jti: crypto.randomUUID(), ...claims }, signing);
  return {
    ...{ tenant, issuer, audience, trust, sign },
    buy: async (claims = {}, more = {}) => await exchange(await sign(claims), more),
  };
}

export const newTrust = async (tenant: TestTenant, issuer: TestIssuer, settings: object): Promise<Shop["trust"]> =>
  must(
    await tenant.api("POST /v1/trusts", {
      ...{ name: "ci", issuer: issuer.url, claims: { project: "7" }, identity_id: "sa:deploy" },
      ...{ scopes: ["secrets:read", "secrets:list"] },
      ...settings,
    }),
    201,
  );

const CLAIMS = { sub: "project:7", project: 7, iat: AT_S, exp: AT_S + 300 };

export const exchange = (jwt: string, more: object = {}): Promise<Answer> =>
  call("POST /v1/auth/token", {
    body: { grant_type: GRANT_TYPE, subject_token: jwt, subject_token_type: JWT_TYPE, ...more },
  });

export const told = ({ status, body }: Answer): string => `${status} ${body.error?.code ?? "ok"}`;

/** What the log says of exchanges that were refused: at which trust, and what stood in the way. */
export const causes = async (tenant: TestTenant): Promise<unknown[]> =>
  (await auditRows(tenant.stub))
    .filter(({ action, success }) => action === "token_exchange" && success === 0)
    .map(({ identity_id, error_code, extra_data }) => {
      const { trust_id: _, ...extra } = JSON.parse(String(extra_data));
      return [identity_id, error_code, extra];
    });
