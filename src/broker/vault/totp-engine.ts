import { ok, type Result } from "../../errors";
import type { EffectContext } from "../../kernel/context";
import { isReservedAnywhere } from "../path-text";
import type { CodeInspection, MadeCode, Place, ProviderCodes } from "../provider";
import { type CodeAnswer, readCodeAnswer, readPeriod } from "./answers";
import type { VaultClient } from "./client";
import { vaultOf } from "./of-integration";

/** The vault's TOTP engine: `<mount>/code/<name>` gives the code of now, `<mount>/keys/<name>` tells what the key is like, but for its seed. */
const CODE_PATH = /^(.+)\/code\/([^/]+)$/;

export const totpEngine: ProviderCodes = {
  pathFault(path) {
    const [, mount] = CODE_PATH.exec(path) ?? [];
    if (mount === undefined) return "path_segments";
    return isReservedAnywhere(mount) ? "reserved" : undefined;
  },
  read: (ctx, { integration, path }) => readCode(vaultOf(ctx, integration), path, ctx.clock),
  inspect: inspectCode,
};

/** One that was made while a time step ended may be of either: then a second one is asked for, whose step is known. */
async function readCode(vault: VaultClient, path: string, clock: () => number): Promise<Result<MadeCode>> {
  let period: number | null | undefined;
  for (let attempt = 1; ; attempt++) {
    const sentMs = clock();
    const made = await askCode(vault, path);
    if (!made.ok) return made;
    const { code } = made.value;
    period ??= made.value.period ?? (await periodOf(vault, path));
    if (period === null) return ok({ code, step: null });
    const expiresAtMs = endOfStep(clock(), period);
    if (endOfStep(sentMs, period) === expiresAtMs || attempt > 1) return ok({ code, step: { expiresAtMs, period } });
  }
}

const endOfStep = (atMs: number, period: number): number => {
  const stepMs = period * 1000;
  return (Math.floor(atMs / stepMs) + 1) * stepMs;
};

const askCode = (vault: VaultClient, path: string): Promise<Result<CodeAnswer>> =>
  vault.ask({ stage: "totp", method: "GET", path }, readCodeAnswer);

/** OpenBao says it beside the code, Vault only of the key. Null: the role may not see it. */
async function periodOf(vault: VaultClient, path: string): Promise<number | null> {
  const key = await askKey(vault, path);
  return key.ok ? key.value.period : null;
}

const askKey = (vault: VaultClient, path: string): Promise<Result<{ period: number }>> =>
  vault.ask({ stage: "totp", method: "GET", path: path.replace(CODE_PATH, "$1/keys/$2"), isTrial: true }, readPeriod);

async function inspectCode(
  ctx: EffectContext,
  { integration, path }: Place,
  { allowRead }: { readonly allowRead: boolean },
): Promise<CodeInspection> {
  const vault = vaultOf(ctx, integration);
  // Proven first, so that a 403 after it costs no login.
  const proof = await vault.proveToken({ freshLogin: false });
  if (!proof.ok) return { login: "failed", kind: "failed", failure: proof.error };
  const login = proof.value.isDenied ? "skipped" : "passed";
  const found = allowRead ? await askCode(vault, path) : await askKey(vault, path);
  if (found.ok) return { login: "passed", kind: allowRead ? "made" : "present" };
  const isTold = allowRead || found.error.code === "vault_path_not_found";
  return isTold ? { login, kind: "failed", failure: found.error } : { login, kind: "unread" };
}
