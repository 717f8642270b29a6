import { edgeConfig } from "../edge-config";
import { ok, type Result } from "../errors";
import { type DirectoryDb, openDirectory } from "../kernel/directory";
import { kindOfSpace } from "../kernel/space";
import { BoundedLookup } from "./bounded-lookup";

/** An audience may be given up by one tenant and taken by another. */
const TRUE_FOR_MS = 60_000;
/** As many audiences of one token are looked up. */
const MAX_AUDIENCES = 10;

/** Which tenant the audience of a foreign token means. It says where to ask; whether the token counts there is that tenant's to say. */
export class TenantsByAudience {
  readonly #lookup: BoundedLookup<string>;

  /** `lookUp` gives the id of the tenant that has the audience, or undefined; it rejects if the directory does not answer. */
  constructor(lookUp: (directory: DirectoryDb, audience: string) => PromiseLike<string | undefined>) {
    this.#lookup = new BoundedLookup(lookUp, { trueForMs: TRUE_FOR_MS });
  }

  /** The first of them that means a tenant: by its id, by its default audience, or because a trust of the tenant has it. */
  async find(
    directory: DirectoryDb,
    audiences: readonly string[],
    publicUrl: string | null,
  ): Promise<Result<string | undefined>> {
    for (const audience of audiences.slice(0, MAX_AUDIENCES)) {
      const named =
        publicUrl !== null && audience.startsWith(`${publicUrl}/`) ? audience.slice(publicUrl.length + 1) : audience;
      if (kindOfSpace(named) === "tenant") return ok(named);
      const found = await this.#lookup.find(directory, audience);
      if (!found.ok || found.value !== undefined) return found;
    }
    return ok(undefined);
  }
}

/** What the edge needs to find a tenant. */
interface Edge {
  readonly env: Env;
  readonly tenantsByAudience: TenantsByAudience;
}

/** The tenant that one of these audiences means in this deployment, or undefined. Refuses with service_unavailable. */
export const findTenant = ({ env, tenantsByAudience }: Edge, audiences: readonly string[]) =>
  tenantsByAudience.find(openDirectory(env.DB), audiences, edgeConfig().publicUrl);
