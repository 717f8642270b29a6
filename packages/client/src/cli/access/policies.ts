import type { AnswerOf } from "../../library/calls/types.ts";
import type { Postern } from "../../library/postern.ts";
import type { Work } from "../session/command.ts";
import { CliError, EXIT, usageError } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";
import { ruleText } from "./rules.ts";

export type Policy = AnswerOf<"get", "/v1/policies/{id}">;
export type Summary = AnswerOf<"get", "/v1/policies">["policies"][number];

export async function allPolicies(postern: Postern, withInactive: boolean): Promise<readonly Summary[]> {
  const found: Summary[] = [];
  let cursor: string | null = null;
  do {
    const at: { cursor?: string } = cursor === null ? {} : { cursor };
    const query = { ...at, limit: 200, ...(withInactive ? { include_inactive: true } : {}) };
    const page = await postern.call("get", "/v1/policies", { query });
    found.push(...page.policies);
    cursor = page.cursor;
  } while (cursor !== null);
  return found;
}

/** With all its bindings. */
export async function readPolicy(postern: Postern, id: string): Promise<Policy> {
  const policy = await postern.call("get", "/v1/policies/{id}", { path: { id } });
  const bindings: Policy["bindings"] = [];
  let cursor: string | null = null;
  do {
    const query: { cursor?: string; limit: number } = { limit: 200, ...(cursor === null ? {} : { cursor }) };
    const page = await postern.call("get", "/v1/policies/{id}/bindings", { path: { id }, query });
    bindings.push(...page.bindings);
    cursor = page.cursor;
  } while (cursor !== null);
  return { ...policy, bindings };
}

export const listPolicies: Work<[], { readonly all?: boolean }> = async ({ session, options: { all = false } }) => {
  session.output.list(await allPolicies(await session.postern(), all), {
    columns: [
      { head: "NAME", text: ({ name }) => name },
      { head: "RULES", text: ({ rule_count: count }) => String(count) },
      { head: "BINDINGS", text: ({ binding_count: count }) => String(count) },
      { head: "ACTIVE", text: ({ is_active: active }) => (active ? "yes" : "no") },
      { head: "ID", text: ({ id }) => id },
    ],
    name: ({ name }) => name,
    none: "There is no policy. Next: postern policy apply -f FILE",
  });
};

export const showPolicy: Work<[policy: string], object> = async ({ session, arguments: [name] }) => {
  const postern = await session.postern();
  const policy = await readPolicy(postern, await policyId(postern, name));
  const rows = [
    ["name", policy.name],
    ["id", policy.id],
    ["description", policy.description],
    ["active", policy.is_active ? "yes" : "no"],
    ["revision", String(policy.revision)],
    ...policy.rules.map((rule) => ["rule", ruleText(rule)] as const),
    ...policy.bindings.map(
      ({ identity_id: id, expires_at: at }) => ["bound", at === null ? id : `${id} until ${at}`] as const,
    ),
  ] as const;
  session.output.record(policy, rows, policy.id);
};

/** `pol_…` is an id. Throws CliError. */
async function policyId(postern: Postern, text: string): Promise<string> {
  if (/^pol_[0-9a-z]{26}$/.test(text)) return text;
  const [found, ...more] = (await allPolicies(postern, true)).filter(({ name }) => name === text);
  if (found === undefined)
    throw new CliError(
      EXIT.notFound,
      "policy_not_found",
      `there is no policy of the name ${visible(text)}`,
      "postern policy list",
    );
  if (more.length === 0) return found.id;
  const ids = [found, ...more].map(({ id }) => visible(id)).join(", ");
  throw usageError(`several have the name ${visible(text)}: ${ids}`, "the id in place of the name");
}
