import { brokerProbes } from "../broker/probes";
import { rootKeysOfSealed, SEALED_RECORDS } from "../broker/sealed-records";
import type { Config } from "../config";
import { OPERATOR_SPACE } from "../crypto/token";
import { directoryProbes } from "../directory/probes";
import { rootKeysOfSpaces } from "../directory/root-key-usage";
import { openDirectory } from "../kernel/directory";
import { spaceStub } from "../kernel/rpc";
import { audienceProbe } from "../trusts/audiences";

/** What is wrong, by part; empty: ready. Names the part and nothing of keys, addresses or queries. */
export async function checkReadiness(env: Env, config: Config): Promise<Record<string, string>> {
  const errors: Record<string, string> = {};
  const [storage, keyIds] = await Promise.allSettled([spaceStub(env, OPERATOR_SPACE).ping(), usedRootKeys(env)]);
  if (storage.status === "rejected") errors.storage = "no answer";
  if (keyIds.status === "rejected") errors.database = "no answer";
  else if (!(await hasEveryTable(env))) errors.database = "a migration is missing";
  if (config.rootKeys.length === 0) errors.encryption = "no root key";
  else if (keyIds.status === "fulfilled" && keyIds.value.some((id) => !config.rootKeys.some((root) => root.id === id)))
    errors.encryption = "a root key in use is not configured";
  const faults = config.faults.filter((name) => name !== "ROOT_KEYS");
  if (faults.length > 0) errors.config = `not valid: ${faults.join(", ")}`;
  return errors;
}

async function usedRootKeys(env: Env): Promise<string[]> {
  const directory = openDirectory(env.DB);
  const inBroker = SEALED_RECORDS.map((records) => rootKeysOfSealed(directory, records));
  const used = await Promise.all([...inBroker, rootKeysOfSpaces(directory)]);
  return used.flat().flatMap((row) => (row.id === null ? [] : [row.id]));
}

/** Does D1 have the tables and columns of this release? A request that needs a newer one would fail where no other does. */
async function hasEveryTable(env: Env): Promise<boolean> {
  const directory = openDirectory(env.DB);
  const probes = [...directoryProbes(directory), ...brokerProbes(directory), audienceProbe(directory)];
  const answers = await Promise.allSettled(probes);
  return answers.every(({ status }) => status === "fulfilled");
}
