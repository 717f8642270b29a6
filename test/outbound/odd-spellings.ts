import fc from "fast-check";

/** Arbitraries of inward addresses, and of the many ways to write one address. */
export type Octets = readonly [number, number, number, number];
const octet = fc.integer({ min: 0, max: 255 });
export const quad = (a: fc.Arbitrary<number>, b: fc.Arbitrary<number> = octet): fc.Arbitrary<Octets> =>
  fc.tuple(a, b, octet, octet);
const just = (value: number) => fc.constant(value);

export const loopbackV4 = quad(just(127));
export const privateV4 = fc.oneof(
  quad(just(10)),
  quad(just(172), fc.integer({ min: 16, max: 31 })),
  quad(just(192), just(168)),
  quad(just(100), fc.integer({ min: 64, max: 127 })).filter(([, b, c, d]) => b !== 100 || c !== 100 || d !== 200),
);
export const forbiddenV4 = fc.oneof(
  quad(just(0)),
  quad(just(169), just(254)),
  fc.constantFrom<Octets>([100, 100, 100, 200], [168, 63, 129, 16]),
  quad(just(198), fc.constantFrom(18, 19)),
  quad(fc.integer({ min: 224, max: 255 })),
  fc
    .tuple(fc.constantFrom([192, 0, 0], [192, 0, 2], [192, 88, 99], [198, 51, 100], [203, 0, 113]), octet)
    .map(([[a = 0, b = 0, c = 0], d]): Octets => [a, b, c, d]),
);
export const insideV4 = fc.oneof(loopbackV4, privateV4, forbiddenV4);

const numberOf = ([a, b, c, d]: Octets) => ((a * 256 + b) * 256 + c) * 256 + d;
type Radix = (value: number) => string;
const radix: fc.Arbitrary<Radix> = fc.constantFrom<Radix[]>(
  (value) => String(value),
  (value) => `0${value.toString(8)}`,
  (value) => `0x${value.toString(16)}`,
  (value) => `0X${value.toString(16).toUpperCase()}`,
  (value) => `000${value.toString(8)}`,
  (value) => `0x0000${value.toString(16)}`,
);
/** Every way of `inet_aton`: one to four parts, each decimal, octal or hexadecimal. */
export const spellV4 = (octets: Octets): fc.Arbitrary<string> =>
  fc.tuple(fc.integer({ min: 1, max: 4 }), radix, radix, radix, radix).map(([parts, ...spell]) => {
    const last = numberOf(octets) % 256 ** (5 - parts);
    const numbers = [...octets.slice(0, parts - 1), last];
    return numbers.map((number, at) => (spell[at] ?? String)(number)).join(".");
  });

export const groups = (...head: number[]): fc.Arbitrary<number[]> =>
  fc
    .array(fc.oneof(just(0), fc.integer({ min: 0, max: 0xffff })), {
      minLength: 8 - head.length,
      maxLength: 8 - head.length,
    })
    .map((tail) => [...head, ...tail]);
const low = ([a, b, c, d]: Octets) => [a * 256 + b, c * 256 + d];
const under =
  (...head: number[]) =>
  (octets: Octets) => [...head, ...low(octets)];
/** IPv6 that embeds an inward IPv4 address: mapped, compatible, translated, NAT64 (both), 6to4, Teredo. */
const embeddingV6 = fc.oneof(
  insideV4.map(under(0, 0, 0, 0, 0, 0xffff)),
  insideV4.filter((octets) => numberOf(octets) > 1).map(under(0, 0, 0, 0, 0, 0)),
  insideV4.map(under(0, 0, 0, 0, 0xffff, 0)),
  insideV4.map(under(0x64, 0xff9b, 0, 0, 0, 0)),
  insideV4.map(under(0x64, 0xff9b, 1, 0, 0, 0)),
  insideV4.map((octets) => [0x2002, ...low(octets), 0, 0, 0, 0, 1]),
  insideV4.map((octets) => [0x2001, 0, 0x4136, 0xe378, 0x8000, 0x63bf, ...low(octets).map((n) => n ^ 0xffff)]),
);
export const forbiddenV6 = fc.oneof(
  embeddingV6,
  just(0).map(() => [0, 0, 0, 0, 0, 0, 0, 0]),
  fc.integer({ min: 0xfe80, max: 0xfebf }).chain((head) => groups(head)),
  fc.integer({ min: 0xfec0, max: 0xfeff }).chain((head) => groups(head)),
  fc.integer({ min: 0xff00, max: 0xffff }).chain((head) => groups(head)),
  fc.integer({ min: 0x4000, max: 0xfbff }).chain((head) => groups(head)),
  groups(0x2001, 0xdb8),
  fc.integer({ min: 0, max: 0xfff }).chain((second) => groups(0x3fff, second)),
  fc.constantFrom<number[]>([0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254], [0xfd20, 0xce, 0, 0, 0, 0, 0, 0x254]),
);
/** Full, padded, upper case, a run of zeros left out anywhere, the last 32 bits as dotted decimals. */
export const spellV6 = (numbers: number[]): fc.Arbitrary<string> =>
  fc
    .record({
      pad: fc.boolean(),
      upper: fc.boolean(),
      dotted: fc.boolean(),
      from: fc.nat(7),
      run: fc.integer({ min: 1, max: 8 }),
    })
    .map(({ pad, upper, dotted, from, run }) => {
      const [g = 0, h = 0] = numbers.slice(6);
      const hex = numbers.map((number) => number.toString(16).padStart(pad ? 4 : 1, "0"));
      const tail = dotted ? [[g >> 8, g & 255, h >> 8, h & 255].join(".")] : hex.slice(6);
      const texts = [...hex.slice(0, 6), ...tail];
      const end = Math.min(from + run, dotted ? 6 : 8);
      const zeros = from < end && numbers.slice(from, end).every((number) => number === 0);
      const text = zeros ? `${texts.slice(0, from).join(":")}::${texts.slice(end).join(":")}` : texts.join(":");
      return `[${upper ? text.toUpperCase() : text}]`;
    });

export const FORBIDDEN_NAMES = [
  "metadata",
  "metadata.google.internal",
  "metadata.goog",
  "instance-data",
  "instance-data.ec2.internal",
];
export const anyCase = (text: string): fc.Arbitrary<string> =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((upper) => [...text].map((letter, at) => (upper[at] ? letter.toUpperCase() : letter)).join(""));
export const forbiddenHost = fc.oneof(
  forbiddenV4.chain(spellV4),
  forbiddenV6.chain(spellV6),
  fc.constantFrom(...FORBIDDEN_NAMES).chain(anyCase),
);
export const label = fc.stringMatching(/^[a-z][a-z0-9]{0,11}$/).filter((text) => !text.startsWith("xn"));
export const insideName = fc.oneof(
  label.filter((text) => !FORBIDDEN_NAMES.includes(text)),
  fc
    .tuple(label, fc.constantFrom("localhost", "local", "internal", "lan", "home.arpa", "svc"))
    .map((parts) => parts.join(".")),
);
