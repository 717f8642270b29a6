import type { BodyOf } from "../../library/calls/types.ts";
import type { Postern } from "../../library/postern.ts";
import type { Work } from "../session/command.ts";
import { requireYes } from "../session/confirm.ts";
import { usageError } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";

type NewToken = BodyOf<"post", "/v1/tokens">;
type NewChild = BodyOf<"post", "/v1/tokens/self/children">;

export interface CreateTokenOptions {
  readonly name: string;
  readonly identity?: string;
  readonly scope?: readonly string[];
  readonly policy?: readonly string[];
  readonly ttl?: string;
  /** `--no-expiry` makes it false. */
  readonly expiry: boolean;
  readonly uses?: string;
  readonly renewable?: boolean;
  readonly maxTtl?: string;
}

/** The text is the answer, alone: it is in no other. */
export const createToken: Work<[], CreateTokenOptions> = async ({ session, options }) => {
  const { output } = session;
  const made = await mint(await session.postern(), options);
  if (output.style === "json") return output.json({ ...made });
  output.line(visible(made.token));
  if (output.isTerminal) output.say("This is the only time that it is shown.");
};

async function mint(postern: Postern, options: CreateTokenOptions) {
  const { name, identity, scope, policy, ttl, expiry, maxTtl, renewable } = options;
  if (ttl !== undefined && !expiry) throw usageError("give either --ttl or --no-expiry");
  const common = {
    name,
    ...(ttl === undefined ? {} : { expires_in: ttl }),
    ...(maxTtl === undefined ? {} : { max_ttl: maxTtl }),
    ...(renewable ? { renewable } : {}),
    ...usesIn(options.uses),
  };
  if (identity === undefined) {
    if (!expiry) throw usageError("a child lives no longer than its parent: --no-expiry goes with --identity");
    // Which scopes there are the server knows, and says.
    const scopes = scope === undefined ? {} : { scopes: [...scope] as NonNullable<NewChild["scopes"]> };
    const policies = policy === undefined ? {} : { policies: [...policy] };
    return await postern.call("post", "/v1/tokens/self/children", { body: { ...common, ...scopes, ...policies } });
  }
  if (policy !== undefined) throw usageError("policies are bound to an identity: --policy is for a child");
  if (scope === undefined) throw usageError("a token of another identity needs its scopes", "--scope SCOPE…");
  const end = expiry ? {} : { expires_at: null };
  return await postern.tokens.create({
    ...common,
    ...end,
    identity_id: identity,
    scopes: [...scope] as NewToken["scopes"],
  });
}

function usesIn(text: string | undefined): { readonly num_uses?: number } {
  if (text === undefined) return {};
  if (!/^[1-9]\d{0,6}$/.test(text)) throw usageError("--uses takes a whole number from 1");
  return { num_uses: Number(text) };
}

interface ListOptions {
  readonly identity?: string;
  readonly all?: boolean;
}

export const listTokens: Work<[], ListOptions> = async ({ session, options: { identity, all } }) => {
  const found = (await session.postern()).tokens.list({
    ...(identity === undefined ? {} : { identity_id: identity }),
    ...(all ? { include_inactive: true } : {}),
  });
  session.output.list(await found.toArray(), {
    columns: [
      { head: "ID", text: ({ id }) => id },
      { head: "NAME", text: ({ name }) => name },
      { head: "IDENTITY", text: ({ identity_id: of }) => of },
      { head: "SCOPES", text: ({ scopes }) => inShort(scopes) },
      { head: "EXPIRES", text: ({ expires_at: at }) => at ?? "never" },
      { head: "STATUS", text: ({ status }) => status },
    ],
    name: ({ id }) => id,
    none: "There is no token.",
  });
};

/** A token of an administrator has so many that a line would be wider than any terminal. All of them are in the JSON. */
const inShort = (scopes: readonly string[]): string =>
  scopes.length <= 4 ? scopes.join(", ") : `${scopes.slice(0, 3).join(", ")}, +${scopes.length - 3}`;

interface RevokeOptions {
  readonly self?: boolean;
  readonly yes?: boolean;
}

export const revokeToken: Work<[id: string | undefined], RevokeOptions> = async ({
  session,
  arguments: [given],
  options,
}) => {
  if ((given === undefined) === (options.self !== true)) throw usageError("give either the id of a token or --self");
  const postern = await session.postern();
  const token =
    given === undefined ? await postern.call("get", "/v1/tokens/self", {}) : await postern.tokens.get(given);
  const { id, name, identity_id: identity } = token;
  await requireYes(session, options, `End the token ${visible(name)} of ${visible(identity)}, and its children?`);
  await postern.tokens.revoke(id);
  session.output.say(`Ended the token ${visible(id)}.`);
};
