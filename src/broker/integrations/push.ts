import { AppError, type Failure, fail, unwrap } from "../../errors";
import { effect } from "../../kernel/operation";
import type { ReasonWord } from "../../reason-words";
import { requirePlace } from "../access/guard";
import { nativePathFault, pushNative } from "../native";
import { isReservedAnywhere } from "../path-text";
import { brokerStore } from "../store";
import type { Integration } from "../tables";
import { vaultOf } from "../vault/of-integration";
import { findIntegration } from "./queries";

export interface Push {
  readonly id: string;
  readonly path: string;
  readonly mount: string;
  /** JSON text of an object of strings: as one text a key such as `__proto__` stays a plain key. */
  readonly dataJson: string;
  readonly labelsJson: string | undefined;
}
export interface Pushed {
  readonly path: string;
  readonly mount: string;
  /** Null where the engine does not number. */
  readonly version: number | null;
  readonly vaultPath: string;
  readonly labelsLost: boolean;
}

/** Hands a secret through to the vault and keeps nothing of it. */
export const pushSecret = effect({
  name: "integrations.push",
  scope: "integrations:push",
  category: "broker_push",
  action: "integration.pushed",
  reach: "tenant",
  async run(ctx, { id, path, mount, dataJson, labelsJson }: Push): Promise<Pushed> {
    const row = await findIntegration(ctx, id);
    checkPlace(row, { path, mount, labelsJson });
    const data = JSON.parse(dataJson) as Readonly<Record<string, string>>;
    ctx.audit.annotate({ mount, path, keys: Object.keys(data).length });
    const vaultPath = vaultPathOf(row, { mount, path });
    requirePlace(ctx, await brokerStore(ctx).load(), { integration: row, path: vaultPath });
    if (row.type === "native") {
      const done = { path, mount, version: null as number | null, vaultPath, labelsLost: false };
      await pushNative(ctx, { path, dataJson, labels: labelsIn(labelsJson) }, (version) => {
        done.version = version;
      });
      return done; // with the version, once the write is committed
    }
    const vault = vaultOf(ctx, row);
    const { version } = unwrap(await vault.writeSecret({ mount, path }, data));
    ctx.audit.annotate({ version });
    const done = { path, mount, version, vaultPath, labelsLost: false };
    if (labelsJson === undefined) return done;
    if (version === null) return { ...done, labelsLost: true };
    const labels = JSON.parse(labelsJson) as Readonly<Record<string, string>>;
    const labelled = await vault.writeLabels({ mount, path }, labels);
    if (!labelled.ok) throw new AppError(labelsMissing(labelled.error, version));
    return done;
  },
});

/** Where a credential would point at what is pushed. */
function vaultPathOf({ type, kvVersion }: Integration, { mount, path }: Pick<Push, "mount" | "path">): string {
  if (type === "native") return path;
  return kvVersion === 2 ? `${mount}/data/${path}` : `${mount}/${path}`;
}

const NATIVE_MOUNT = "secret";

/** What can be said of the place only with the integration at hand. */
function checkPlace(
  { type, kvVersion }: Integration,
  { path, mount, labelsJson }: Pick<Push, "path" | "mount" | "labelsJson">,
): void {
  const fields: Record<string, ReasonWord> = {};
  const isElsewhere = type === "native" && mount !== NATIVE_MOUNT;
  if (type === "native") {
    const fault = nativePathFault(path);
    if (fault) fields.path = fault;
    if (isElsewhere) fields.mount = "unsupported";
    if (labelsIn(labelsJson)?.some(([key]) => key === "tags")) fields["metadata.tags"] = "unsupported";
  }
  if (kvVersion === 2 && `${path}/`.startsWith("data/")) fields.path = "path_segments";
  if (kvVersion === 1 && isReservedAnywhere(path)) fields.path = "reserved";
  if (kvVersion === 1 && labelsJson !== undefined) fields.metadata = "unsupported";
  const allowed = isElsewhere ? { allowed: [NATIVE_MOUNT] } : {};
  if (Object.keys(fields).length > 0) fail("invalid_request", { fields, ...allowed });
}

const labelsIn = (json: string | undefined): [string, string][] | undefined =>
  json === undefined ? undefined : Object.entries(JSON.parse(json) as Record<string, string>);

/** The value is written, its labels are not. */
const labelsMissing = (failure: Failure, version: number): Failure => ({
  ...failure,
  details: { ...failure.details, stage: "metadata", version },
});
