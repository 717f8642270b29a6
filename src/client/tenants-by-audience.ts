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
  constructor(
    lookUp: (directory: DirectoryDb, audience: string) => PromiseLike<string | undefined>,
    clock: () => number = Date.now,
  ) {
    this.#lookup = new BoundedLookup(lookUp, { clock, trueForMs: TRUE_FOR_MS });
  }

  /**
   * The first of them that is a tenant's id or default audience, whatever stands beside it: nobody else can have that. Else the first
   * that a trust of some tenant has.
   */
  async find(
    directory: DirectoryDb,
    audiences: readonly string[],
    publicUrl: string | null,
  ): Promise<Result<string | undefined>> {
    const looked = audiences.slice(0, MAX_AUDIENCES);
    const named = looked.map((audience) => spaceIn(audience, publicUrl)).find((id) => kindOfSpace(id) === "tenant");
    if (named !== undefined) return ok(named);
    for (const audience of looked) {
      const found = await this.#lookup.find(directory, audience);
      if (!found.ok || found.value !== undefined) return found;
    }
    return ok(undefined);
  }
}

const spaceIn = (audience: string, publicUrl: string | null): string =>
  publicUrl !== null && audience.startsWith(`${publicUrl}/`) ? audience.slice(publicUrl.length + 1) : audience;

/** What the edge needs to find a tenant. */
interface Edge {
  readonly env: Env;
  readonly tenantsByAudience: TenantsByAudience;
}

/** The tenant that one of these audiences means in this deployment, or undefined. Refuses with service_unavailable. */
export const findTenant = ({ env, tenantsByAudience }: Edge, audiences: readonly string[]) =>
  tenantsByAudience.find(openDirectory(env.DB), audiences, edgeConfig().publicUrl);
