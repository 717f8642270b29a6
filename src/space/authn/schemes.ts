import { refuse } from "../../errors";
import type { Call } from "../../kernel/call";
import type { ObjectCore } from "../../kernel/core";
import type { Requirements } from "../../kernel/operation";
import type { AdmissionParts } from "../parts";
import { approle } from "./approle";
import { assertion } from "./assertion";
import { bearer } from "./bearer";
import { code } from "./code";
import { delegation } from "./delegation";
import { jwt } from "./jwt";
import { operator } from "./operator";
import type { Asking, Authenticated, AuthnScheme } from "./scheme";
import { signIn } from "./sign-in";
import { wrapping } from "./wrapping";

/** Every way to say who calls, in the order in which they are tried: what was let go on by its home brings along what home judged. */
const SCHEMES: readonly AuthnScheme[] = [approle, jwt, signIn, code, delegation, assertion, operator, wrapping, bearer];

const schemeOf = (core: ObjectCore, call: Call): AuthnScheme | undefined =>
  SCHEMES.find((one) => one.handles(core, call));

/** What the call's scheme has to await before it judges; undefined: nothing. */
export const lookAhead = (parts: AdmissionParts, { login }: Requirements, call: Call): Promise<void> | undefined =>
  login === call.proof?.kind ? schemeOf(parts.core, call)?.lookAhead?.(parts, call) : undefined;

/** Who calls, or why nobody. Synchronous, because a mutation asks again inside its transaction. */
export function authenticate(core: ObjectCore, { login }: Requirements, call: Call, asked: Asking): Authenticated {
  // A login takes its own kind of proof alone, and a proof opens its login alone.
  if (login !== call.proof?.kind) return refuse("token_invalid");
  const scheme = schemeOf(core, call);
  return scheme ? scheme.authenticate(core, call, asked) : refuse("token_invalid");
}
