import { parseBase64Url, parseUtf8, toBase64Url, utf8 } from "../crypto/encoding";
import { DecryptionFailed, Keyring, NoRootKey, UnknownRootKey } from "../crypto/keyring";
import { edgeConfig } from "../edge-config";
import { fail } from "../errors";

/**
 * What a browser keeps for this side: sealed by a root key, so that no page and no script can read or make it, and for one purpose,
 * so that what was kept for one never opens as another.
 */
export type CookiePurpose = "console-session" | "console-sign-in";

const aadOf = (purpose: CookiePurpose) => (keyId: string) => utf8(`${purpose}|${keyId}`);

let ring: Keyring | undefined;
const keyring = (): Keyring => {
  ring ??= new Keyring(edgeConfig().rootKeys);
  return ring;
};

/** A cookie's value: the id of the root key, a dot, and base64url. Throws AppError service_unavailable: there is no root key. */
export async function sealCookie(purpose: CookiePurpose, content: object): Promise<string> {
  const scope = { salt: "", info: purpose };
  const { keyId, bytes } = await keyring()
    .seal(scope, utf8(JSON.stringify(content)), aadOf(purpose))
    .catch(failed);
  return `${keyId}.${toBase64Url(bytes)}`;
}

/** What was sealed for this purpose, as JSON gives it; undefined: it is none of ours. Throws as `sealCookie` does. */
export async function openCookie(purpose: CookiePurpose, value: string): Promise<unknown> {
  const dot = value.lastIndexOf(".");
  const bytes = parseBase64Url(value.slice(dot + 1));
  if (dot < 1 || bytes === undefined) return undefined;
  try {
    const sealed = { keyId: value.slice(0, dot), bytes };
    return JSON.parse(parseUtf8(await keyring().open({ salt: "", info: purpose }, sealed, aadOf(purpose))));
  } catch (e) {
    if (e instanceof DecryptionFailed || e instanceof UnknownRootKey) return undefined;
    return failed(e);
  }
}

const failed = (e: unknown): never => {
  if (e instanceof NoRootKey) fail("service_unavailable");
  throw e;
};
