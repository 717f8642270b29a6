import { PI_FRACTION } from "./pi-fraction";

/** Blowfish (Schneier, 1993), as far as bcrypt needs it: keys are mixed in, and blocks of two words enciphered. */
const ROUNDS = 16;
const SUBKEYS = ROUNDS + 2;
const BOX = 256;
const WORDS = SUBKEYS + 4 * BOX;

const PI = Buffer.from(PI_FRACTION, "base64");
/** The 18 subkeys, and the four boxes behind them, before any key. */
const START = Int32Array.from({ length: WORDS }, (_, at) => PI.readInt32BE(at * 4));

export class Blowfish {
  readonly #state = START.slice();
  #left = 0;
  #right = 0;

  /** `key` and `salt`: words, taken round and round. An empty salt is one of zeros. */
  mix(key: Int32Array, salt: Int32Array): void {
    const state = this.#state;
    for (let at = 0; at < SUBKEYS; at++) state[at] = word(state, at) ^ word(key, at % key.length);
    this.#left = 0;
    this.#right = 0;
    for (let at = 0; at < WORDS; at += 2) {
      if (salt.length > 0) {
        this.#left ^= word(salt, at % salt.length);
        this.#right ^= word(salt, (at + 1) % salt.length);
      }
      this.#encipher();
      state[at] = this.#left;
      state[at + 1] = this.#right;
    }
  }

  /** In place; an even number of words. */
  encipher(block: Int32Array): void {
    for (let at = 0; at < block.length; at += 2) {
      this.#left = word(block, at);
      this.#right = word(block, at + 1);
      this.#encipher();
      block[at] = this.#left;
      block[at + 1] = this.#right;
    }
  }

  #encipher(): void {
    const state = this.#state;
    let left = this.#left;
    let right = this.#right;
    for (let round = 0; round < ROUNDS; round++) {
      left ^= word(state, round);
      const sum = word(state, 18 + (left >>> 24)) + word(state, 274 + ((left >>> 16) & 255));
      right ^= ((sum | 0) ^ word(state, 530 + ((left >>> 8) & 255))) + word(state, 786 + (left & 255));
      const swapped = left;
      left = right;
      right = swapped;
    }
    this.#left = right ^ word(state, ROUNDS + 1);
    this.#right = left ^ word(state, ROUNDS);
  }
}

const word = (words: Int32Array, at: number): number => words[at] as number;
