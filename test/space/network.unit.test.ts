import { expect, it } from "vitest";
import { networkOf } from "../../src/space/authn/network";

it("strangers are told apart by their IPv4 address, or by the first half of an IPv6 one, however it is written", () => {
  const same: readonly (readonly [string | null, string | null])[] = [
    ["192.0.2.1", "::ffff:192.0.2.1"],
    ["2001:db8:0:1::1", "2001:DB8:0:1:ffff:ffff:ffff:ffff"],
    [null, null],
  ];
  for (const [a, b] of same) expect(networkOf({ ip: a })).toBe(networkOf({ ip: b }));
  const others = [null, "192.0.2.1", "192.0.2.2", "2001:db8:0:1::1", "2001:db8:0:2::1", "no address", "no other"];
  const found = others.map((ip) => networkOf({ ip }));
  expect(new Set(found).size).toBe(others.length);
  for (const one of found) expect(one).toMatch(/^[0-9a-f]{3}$/);
});
