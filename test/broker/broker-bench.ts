import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { AppRoleSession } from "../../src/index";
import { type Answer, auditRows, must, newTenant, type TestTenant } from "../support/api";
import { type FakeVault, newFakeVault, type Script } from "../support/fake-vault";

/** What the fake vault holds at the credential's path. None of it may turn up anywhere but in a resolve's answer. */
export const SECRET = { login: "billing@acme.example", pass: "canary-pass-7", otp_seed: "JBSWY3DPEHPK3PXP" };
export const VAULT_PATH = "secret/data/app/db";
export const PAGE = "https://portal.example.net/login?next=%2Fcanary-page";
export const FIELD_MAP = { username: "login", password: "pass", totp: "otp_seed" };
const ROLE = { roleId: "role-1", secretId: "canary-secret-id" };

interface VaultAccess {
  readonly address: string;
  readonly roleId?: string;
  readonly secretId?: string;
}
export interface BenchOptions {
  readonly kvVersion?: 1 | 2;
  readonly vaultPath?: string;
  readonly fieldMap?: Readonly<Record<string, string | { readonly path: string }>>;
  readonly allowedDomains?: readonly string[];
}
/** A row of the audit log, as far as these tests look at it. */
export interface Row {
  readonly action: string;
  readonly code: string | null;
  /** The object that the row is about, which its hashed part names too. */
  readonly about: string | null;
  readonly extra: unknown;
}

/** A tenant with one integration and one credential. Its clocks only ever run ahead, so that no alarm lies in the past. */
export class BrokerBench {
  aheadMs = 0;
  readonly session;

  constructor(
    readonly tenant: TestTenant,
    readonly integrationId: string,
    readonly credentialId: string,
  ) {
    this.session = env.SESSIONS.getByName(integrationId);
  }

  resolve(body: object = {}): Promise<Answer> {
    return this.api("resolve", { url: PAGE, ...body });
  }
  /** `POST` to the credential. */
  api(verb: string, body?: unknown): Promise<Answer> {
    return this.tenant.api(`POST /api/v1/credentials/${this.credentialId}/${verb}`, body);
  }
  /** `POST` to the integration. */
  integration(verb: string, body?: unknown): Promise<Answer> {
    return this.tenant.api(`POST /api/v1/vault-integrations/${this.integrationId}/${verb}`, body);
  }
  async record() {
    return must(await this.tenant.api(`GET /api/v1/vault-integrations/${this.integrationId}`), 200);
  }
  async credential() {
    return must(await this.tenant.api(`GET /api/v1/credentials/${this.credentialId}`), 200);
  }
  async point(change: object): Promise<void> {
    must(await this.tenant.api(`PATCH /api/v1/credentials/${this.credentialId}`, change), 200);
  }

  /** What a piece of work leaves in the log. */
  async rowsOf(work: () => Promise<unknown>): Promise<Row[]> {
    const before = (await this.#log()).length;
    await work();
    return (await this.#log()).slice(before).map(({ action, error_code, object_id, extra_data }) => {
      const { credential_id, integration_id, ...extra } = JSON.parse(String(extra_data));
      const id = credential_id ?? integration_id ?? null;
      const about = id === object_id ? id : `row ${object_id}, hashed ${id}`;
      return { action: String(action), code: error_code === null ? null : String(error_code), about, extra };
    });
  }

  /** Through a new stub: one whose object was reset stays broken. */
  #log() {
    return auditRows(env.SPACES.getByName(this.tenant.id));
  }

  async forward(ms: number): Promise<void> {
    this.aheadMs += ms;
    const now = () => Date.now() + this.aheadMs;
    await runInDurableObject(this.tenant.stub, (instance) => {
      instance.clock = now;
    });
    await runInDurableObject(this.session, (instance: AppRoleSession) => {
      instance.now = now;
    });
  }

  /** Memory is gone, storage stays. */
  async evict(): Promise<void> {
    await evictDurableObject(this.session);
    await evictDurableObject(this.tenant.stub);
  }

  /** As if the row had been written under another configuration. */
  async storeAddress(address: string): Promise<void> {
    await env.DB.prepare("UPDATE vault_integrations SET address = ? WHERE id = ?")
      .bind(address, this.integrationId)
      .run();
    await evictDurableObject(this.tenant.stub);
  }
}

export async function newBench(
  { address, roleId = ROLE.roleId, secretId = ROLE.secretId }: VaultAccess,
  { kvVersion = 2, vaultPath = VAULT_PATH, fieldMap = FIELD_MAP, allowedDomains }: BenchOptions = {},
): Promise<BrokerBench> {
  const tenant = await newTenant();
  const config = { address, authMethod: "approle", roleId, secretId, kvVersion };
  const { id: vaultIntegrationId } = must(
    await tenant.api("POST /api/v1/vault-integrations", { name: "vault", type: "hashicorp", config }),
    201,
  );
  const { id } = must(
    await tenant.api("POST /api/v1/credentials", {
      name: "robot",
      vaultIntegrationId,
      vaultPath,
      fieldMap,
      allowedDomains: allowedDomains ?? ["portal.example.net", "*.staff.example.net"],
    }),
    201,
  );
  return new BrokerBench(tenant, vaultIntegrationId, id);
}

/** The same over a fake vault that holds `SECRET`. */
export async function newFakeBench(
  script: Script = {},
  options: BenchOptions = {},
): Promise<{ vault: FakeVault; b: BrokerBench }> {
  const vault = await newFakeVault({ secrets: { [options.vaultPath ?? VAULT_PATH]: SECRET }, ...script });
  return { vault, b: await newBench(vault, options) };
}

/** `POST auth/approle/login`, in the order in which they came. */
export const paths = async (vault: FakeVault): Promise<string[]> =>
  (await vault.calls()).map(({ method, path }) => `${method} ${path.replace("/v1/", "")}`);

export const LOGIN = "POST auth/approle/login";
export const READ = `GET ${VAULT_PATH}`;

/** The error of an answer without what is new each time. */
export const fault = ({ status, body }: Answer) => ({
  status,
  code: body.error.code,
  ...(body.error.details === undefined ? {} : { details: body.error.details }),
});
