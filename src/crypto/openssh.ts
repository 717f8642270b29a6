import { type Bytes, concat, toBase64, utf8 } from "./encoding";

/**
 * Keys in the form that OpenSSH writes: public lines (RFC 4253, section 6.6; RFC 8709, section 4) and unencrypted private keys
 * (`openssh-key-v1`, PROTOCOL.key in OpenSSH's source). Written here because the kept library that makes both, RSA too, adds
 * 61 KiB gzip to the Worker; the format is short and the tests hold it against `ssh-keygen`.
 */
const MAGIC = utf8("openssh-key-v1\0");
/** The cipher block that the private part is padded to; without a cipher it is 8. */
const BLOCK_BYTES = 8;
const LINE_LENGTH = 70;

/** Parts of an ed25519 key: 32 bytes each. */
export interface Ed25519Parts {
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
}
/** Parts of an RSA key (RFC 8017, section 3): unsigned integers, big endian. */
export interface RsaParts {
  readonly n: Uint8Array;
  readonly e: Uint8Array;
  readonly d: Uint8Array;
  readonly p: Uint8Array;
  readonly q: Uint8Array;
  /** The inverse of q modulo p. */
  readonly qInverse: Uint8Array;
}
interface SshKey {
  readonly algorithm: string;
  readonly publicFields: readonly Bytes[];
  readonly privateFields: readonly Bytes[];
}

export const ed25519Key = ({ seed, publicKey }: Ed25519Parts): SshKey => ({
  algorithm: "ssh-ed25519",
  publicFields: [bytesField(publicKey)],
  privateFields: [bytesField(publicKey), bytesField(concat(seed, publicKey))],
});

export const rsaKey = ({ n, e, d, p, q, qInverse }: RsaParts): SshKey => ({
  algorithm: "ssh-rsa",
  publicFields: [integer(e), integer(n)],
  privateFields: [integer(n), integer(e), integer(d), integer(qInverse), integer(p), integer(q)],
});

/** One line of `authorized_keys`, without a line feed. The comment must hold none. */
export function publicLine(key: SshKey, comment: string): string {
  const line = `${key.algorithm} ${toBase64(publicBlob(key))}`;
  return comment === "" ? line : `${line} ${comment}`;
}

/** `check` stands twice in the private part, so that a wrong passphrase would be seen: any number of 32 bits. */
export function privatePem(key: SshKey, comment: string, check: number): string {
  const known = concat(uint32(check), uint32(check), text(key.algorithm), ...key.privateFields, text(comment));
  const padding = Uint8Array.from(
    { length: (BLOCK_BYTES - (known.length % BLOCK_BYTES)) % BLOCK_BYTES },
    (_, i) => i + 1,
  );
  const none = [text("none"), text("none"), text("")];
  const whole = concat(MAGIC, ...none, uint32(1), bytesField(publicBlob(key)), bytesField(concat(known, padding)));
  return pem("OPENSSH PRIVATE KEY", whole, LINE_LENGTH);
}

/** Textual encoding (RFC 7468), with a line feed at the end. */
export function pem(label: string, bytes: Uint8Array, lineLength = 64): string {
  const lines = toBase64(bytes).match(new RegExp(`.{1,${lineLength}}`, "g")) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

// --- fields (RFC 4251, section 5) ---

const publicBlob = ({ algorithm, publicFields }: SshKey): Bytes => concat(text(algorithm), ...publicFields);

function uint32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
const bytesField = (bytes: Uint8Array): Bytes => concat(uint32(bytes.length), bytes);
const text = (value: string): Bytes => bytesField(utf8(value));

/** `mpint`: no zeros in front but one where the number would look negative. */
function integer(bytes: Uint8Array): Bytes {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? new Uint8Array() : bytes.subarray(start);
  return bytesField((digits[0] ?? 0) >= 0x80 ? concat(Uint8Array.of(0), digits) : digits);
}
