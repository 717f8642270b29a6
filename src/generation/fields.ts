import type { EcCurve, RsaBits, SshKeyType } from "../crypto/key-pairs";
import type { CharacterClass, Charset } from "./charsets";
import type { PresetName } from "./presets";

/** What a generation policy holds, as it was written: its keys are those of the API. Pure. */

export const POLICY_TYPES = ["password", "api_key", "oauth_client", "ssh_key", "custom"] as const;
/** A mere hint. */
export type PolicyType = (typeof POLICY_TYPES)[number];

/** Instead of the keys that the field's name gives. */
interface PairNames {
  readonly private_field?: string | undefined;
  readonly public_field?: string | undefined;
}
type Requirements = { readonly [K in `require_${CharacterClass}`]?: boolean | undefined } & {
  readonly [K in `min_${CharacterClass}`]?: number | undefined;
};
/** By generator; what is absent has its default in `draw.ts` or `make.ts`. */
interface Configs {
  readonly random: {
    readonly length?: number | undefined;
    readonly charset?: Charset | undefined;
    readonly exclude?: string | undefined;
    readonly preset?: PresetName | undefined;
  } & Requirements;
  readonly passphrase: { readonly words?: number | undefined; readonly separator?: string | undefined };
  readonly hex: { readonly length?: number | undefined };
  readonly uuid: { readonly version?: 4 | 7 | undefined };
  readonly template: { readonly template: string };
  readonly rsa_keypair: { readonly bits?: RsaBits | undefined } & PairNames;
  readonly ec_keypair: { readonly curve?: EcCurve | undefined } & PairNames;
  readonly ssh_keypair: {
    readonly key_type?: SshKeyType | undefined;
    readonly comment?: string | undefined;
  } & PairNames;
  readonly bcrypt_hash: { readonly length?: number | undefined; readonly rounds?: number | undefined };
  readonly static: { readonly value: string };
}
export type Generator = keyof Configs;
export type FieldOf<G extends Generator> = G extends Generator
  ? { readonly name: string; readonly generator: G; readonly config: Configs[G] }
  : never;
export type Field = FieldOf<Generator>;
export type PairField = FieldOf<"rsa_keypair" | "ec_keypair" | "ssh_keypair">;

// --- keys ---

/** The private and the public one. */
export function pairKeys({ name, config }: PairField): readonly [string, string] {
  const [own, other] = name === "private_key" ? [name, "public_key"] : [`${name}_private`, `${name}_public`];
  return [config.private_field ?? own, config.public_field ?? other];
}
export const hashKeys = ({ name }: FieldOf<"bcrypt_hash">): readonly [string, string] => [name, `${name}_hash`];

/** Keys of the data that a field makes. */
export function keysOf(field: Field): readonly string[] {
  switch (field.generator) {
    case "rsa_keypair":
    case "ec_keypair":
    case "ssh_keypair":
      return pairKeys(field);
    case "bcrypt_hash":
      return hashKeys(field);
    case "random":
    case "passphrase":
    case "hex":
    case "uuid":
    case "template":
    case "static":
      return [field.name];
  }
}
