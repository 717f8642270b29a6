import { bcryptHash } from "../crypto/bcrypt";
import { type KeyPairText, newEcPair, newRsaPair, newSshPair } from "../crypto/key-pairs";
import { randomText } from "../crypto/random";
import { type OneByOne, Turns, yieldToOthers } from "../kernel/turns";
import { CHARSETS } from "./charsets";
import { drawerOf, isDrawn } from "./draw";
import { type Field, type FieldOf, hashKeys, type PairField, pairKeys } from "./fields";
import { drawUnits, takesLong } from "./speed";

type Entry = readonly [key: string, value: string];
/** Made values by key, in the order of the fields: an object would put keys that look like integers first. */
export type MadeValues = ReadonlyMap<string, string>;

const DEFAULT_RSA_BITS = 2048;
const DEFAULT_PASSWORD_LENGTH = 24;
const DEFAULT_ROUNDS = 10;

/**
 * New values for all fields, by key. `nowMs`: for timestamps and UUIDs of version 7. RSA keys and hashes take up to seconds of the
 * thread that everything in the object shares: they are made in steps, between which others are served, and stand in one line,
 * whatever call they belong to, so that others wait for one step at most. What is drawn is made in turns.
 */
export async function makeValues(
  { fields }: { readonly fields: readonly Field[] },
  nowMs: number,
  line: OneByOne,
): Promise<MadeValues> {
  const made: Entry[] = [];
  const turns = new Turns();
  for (const field of fields) {
    const make = () => makeField(field, nowMs);
    made.push(...(takesLong(field) ? await line.run(make) : await make()));
    turns.spend(drawUnits(field));
    await turns.rest();
  }
  return new Map(made);
}

async function makeField(field: Field, nowMs: number): Promise<Entry[]> {
  if (isDrawn(field)) return [[field.name, drawerOf(field, nowMs)()]];
  if (field.generator === "bcrypt_hash") return await makeHash(field);
  const [privateName, publicName] = pairKeys(field);
  const { privateKey, publicKey } = await makePair(field);
  return [
    [privateName, privateKey],
    [publicName, publicKey],
  ];
}

function makePair({ generator, config }: PairField): Promise<KeyPairText> {
  switch (generator) {
    case "rsa_keypair":
      return newRsaPair(config.bits ?? DEFAULT_RSA_BITS, yieldToOthers);
    case "ec_keypair":
      return newEcPair(config.curve ?? "P-256");
    case "ssh_keypair":
      return newSshPair(config.key_type ?? "ed25519", config.comment ?? "", yieldToOthers);
  }
}

async function makeHash(field: FieldOf<"bcrypt_hash">): Promise<Entry[]> {
  const { length = DEFAULT_PASSWORD_LENGTH, rounds = DEFAULT_ROUNDS } = field.config;
  const password = randomText(CHARSETS.alphanumeric, length);
  const [passwordName, hashName] = hashKeys(field);
  return [
    [passwordName, password],
    [hashName, await bcryptHash(password, rounds, yieldToOthers)],
  ];
}
