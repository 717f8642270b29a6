import { recent } from "../crypto/recent";
import { equalSecrets, isProven, OPERATOR_SPACE, type TokenKey, tokenKey } from "../crypto/token";
import { edgeConfig } from "../edge-config";
import { type Failure, refuse } from "../errors";
import type { Meta, RateState, Reply } from "../kernel/call";
import { openDirectory } from "../kernel/directory";
import type { Callable, Requirements } from "../kernel/operation";
import { type Assertion, codeOfRefused, type Proof } from "../kernel/proof";
import { spaceStub } from "../kernel/rpc";
import { logError } from "../log";
import type { KnownSpaces } from "./known-spaces";

/** What the edge needs to reach a space. */
export interface Edge {
  readonly env: Env;
  readonly knownSpaces: KnownSpaces;
}
export interface Caller {
  /** Empty where a proof or an assertion is shown. */
  readonly token: string;
  readonly proof?: Proof;
  readonly assertion?: Assertion;
  /** The space that the token's text, the proof or the assertion names. */
  readonly home: string;
  /** What the request names, as given. */
  readonly named: string | null;
  /** The same, if it has the form of a space's id. */
  readonly target: string | null;
  /** The id in the path, if there is one. */
  readonly object?: string | null;
  /** The object was asked about this very request before, and took a unit of the caller's bucket for it. */
  readonly isCounted?: boolean;
  /** The secret path in the address, for a refusal's row, while the body is not read yet. */
  readonly path?: string | null;
  readonly meta: Meta;
}
export type Outcome<O> = ({ ok: true; value: O } | { ok: false; error: Failure }) & {
  rate?: RateState;
  identity?: string;
};

/** The space whose object answers, as far as the request says. */
export const spaceAsked = ({ home, target }: Caller, { reach }: Pick<Requirements, "reach">): string =>
  reach === "home" ? home : (target ?? home);

/**
 * One operation, in the object of the space that the request acts in: the one place where the objects' RPC meets the
 * operations' types. `input` undefined: the input is invalid, but the caller is still checked, and counted, as far as the scope.
 */
export async function runOperation<I, O>(
  { env, knownSpaces }: Edge,
  caller: Caller,
  operation: Callable<I, O>,
  input: NoInfer<I> | undefined,
): Promise<Outcome<O>> {
  const stranger = await refusalOfStranger({ env, knownSpaces }, caller, operation);
  if (stranger) return { ok: false, error: stranger };
  const { token, proof, assertion, home, named, object, isCounted = false, path = null, meta } = caller;
  const call = {
    op: operation.name,
    token,
    proof,
    assertion,
    named,
    object: object ?? null,
    isCounted,
    path,
    input,
    meta,
  };
  if (!leavesHome(caller, operation)) {
    const space = home === OPERATOR_SPACE ? spaceAsked(caller, operation) : home;
    return (await ask(() => spaceStub(env, space).run(call))) as Outcome<O>;
  }
  const delegation = await ask(() => spaceStub(env, home).delegate(call));
  if (!delegation.ok) return delegation;
  const rate = delegation.rate ? { rate: delegation.rate } : {};
  const reply = await ask(() => spaceStub(env, delegation.value.spaceId).run({ ...call, delegated: delegation.value }));
  return { ...(reply as Outcome<O>), ...rate };
}

/** Root keys do not change while an isolate lives, so what was proven once is. */
let isOfThisDeployment: ((token: string) => boolean) | undefined;

/**
 * What can be said of a caller without an object: an object that is asked keeps a file, whatever it answers, so none is asked
 * for a space that is not there. Nobody is let in by this; that is the object's alone.
 */
async function refusalOfStranger(
  { env, knownSpaces }: Edge,
  caller: Caller,
  operation: Requirements,
): Promise<Failure | undefined> {
  const { token, proof, home } = caller;
  const { rootKeys, operatorToken } = edgeConfig();
  const isOperator = home === OPERATOR_SPACE;
  if (isOperator && (operatorToken === undefined || !equalSecrets(token, operatorToken)))
    return { code: "token_invalid" };
  isOfThisDeployment ??= provenBy(rootKeys.map(tokenKey).toReversed());
  if (!isOperator && isOfThisDeployment(token)) return undefined;
  const space = isOperator ? spaceAsked(caller, operation) : home;
  const known = await knownSpaces.has(openDirectory(env.DB), space, isOperator);
  if (!known.ok) return known.error;
  if (known.value) return undefined;
  if (proof) return { code: codeOfRefused(proof) };
  return isOperator ? { code: "tenant_not_found", details: { id: space } } : { code: "token_invalid" };
}

const provenBy = (keys: readonly TokenKey[]) => recent(1000, (token) => isProven(token, keys));

/** Does home only say who calls, and whether it may act where this acts? The operator needs nobody's leave. */
function leavesHome({ home, named }: Caller, { reach }: Requirements): boolean {
  if (home === OPERATOR_SPACE || reach === "home") return false;
  return home.startsWith("tnt_") ? reach === "partner" : named !== null && named !== home;
}

/** An object that can't be reached, or was reset under way, is a passing fault. */
async function ask<R extends Reply>(rpc: () => Promise<R>): Promise<R | Extract<Reply, { ok: false }>> {
  try {
    return await rpc();
  } catch {
    logError({ error: "object_unavailable" });
    return refuse("service_unavailable");
  }
}
