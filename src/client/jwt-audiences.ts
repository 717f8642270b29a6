import { z } from "zod";
import { parseBase64Url, parseUtf8 } from "../crypto/encoding";
import { MAX_JWT_CHARACTERS } from "../kernel/proof";

const Payload = z.object({ aud: z.union([z.string(), z.array(z.unknown())]) });

/**
 * Which audiences a foreign token names, whoever wrote it: nothing of it is verified here, it only says whose object is to verify it.
 * Empty for what is no token.
 */
export function audiencesNamedBy(jwt: string): readonly string[] {
  if (jwt.length > MAX_JWT_CHARACTERS) return [];
  const bytes = parseBase64Url(jwt.split(".")[1] ?? "");
  try {
    const { aud } = Payload.parse(JSON.parse(bytes ? parseUtf8(bytes) : ""));
    return typeof aud === "string" ? [aud] : aud.filter((one) => typeof one === "string");
  } catch {
    return [];
  }
}
