import { expect, it } from "vitest";
import { parseUtf8 } from "../../src/crypto/encoding";
import { pem } from "../../src/crypto/openssh";
import { der, field, make } from "./rules-support";

it("key pairs for SSH are padded with 1, 2, 3 and so on to a whole block, whatever the comment's length", async () => {
  for (let length = 0; length < 9; length++) {
    const made = await make(field("ssh_keypair", { comment: "c".repeat(length) }));
    const bytes = der(made.f_private ?? "");
    expect(parseUtf8(bytes.subarray(0, 14))).toBe("openssh-key-v1");
    // Behind magic, cipher, kdf, its options, the number of keys and the public key.
    const at = 15 + 8 + 8 + 4 + 4 + 4 + 51;
    const size = new DataView(bytes.buffer).getUint32(at);
    expect([size % 8, at + 4 + size]).toEqual([0, bytes.length]);
    const secret = bytes.subarray(at + 4);
    expect(secret.subarray(0, 4)).toEqual(secret.subarray(4, 8));
    const used = 8 + 15 + 36 + 68 + 4 + length;
    expect([...secret.subarray(used)]).toEqual(Array.from({ length: size - used }, (_, i) => i + 1));
  }
});

it("key pairs in PEM have lines of 64 characters", () => {
  expect(pem("X", new Uint8Array(49))).toBe(`-----BEGIN X-----\n${"A".repeat(64)}\nAA==\n-----END X-----\n`);
  expect(pem("X", new Uint8Array(48))).toBe(`-----BEGIN X-----\n${"A".repeat(64)}\n-----END X-----\n`);
});
