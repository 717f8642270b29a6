import fc from "fast-check";
import { it } from "vitest";
import { parseDomainPattern } from "../../src/broker/hosts/domain-pattern";
import { judgePage, matchesHost } from "../../src/broker/hosts/page-url";
import { compilePatterns } from "../../src/broker/hosts/patterns";

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Nobody's own: both sections of the list, its wildcard rules, top levels it does not know, in any spelling. */
const SUFFIXES = words(`
  com COM Biz co.uk Co.UK org.uk gov.uk sch.uk foo.sch.uk com.au edu.au jp co.jp ac.jp kyoto.jp ide.kyoto.jp tokyo.jp
  kawasaki.jp Kawasaki.JP c.kobe.jp kobe.jp x.kawasaki.jp ck test.ck mm c.mm bd com.bd us ak.us k12.ak.us
  com.cn 公司.cn xn--55qx5d.cn XN--55QX5D.CN 中国 xn--fiqs8s рф РФ xn--p1ai 香港 公司.香港 xn--55qx5d.xn--j6w193g
  github.io GitHub.io workers.dev pages.dev vercel.app netlify.app herokuapp.com web.app appspot.com fly.dev r2.dev
  azurewebsites.net cloudfront.net s3.amazonaws.com compute.amazonaws.com eu-west-1.compute.amazonaws.com uk.com
  dyndns.org corp intranet local localhost`);

/** Owned by somebody: registered names, and what lies below them. */
const OWNED = words(`
  example.com EXAMPLE.com b.example.com a.b.example.com example.biz example.co.uk www.Example.co.UK example.foo.sch.uk
  test.jp test.co.jp test.ac.jp www.test.kyoto.jp b.ide.kyoto.jp city.kawasaki.jp City.Kawasaki.JP www.city.kawasaki.jp
  b.c.kobe.jp a.b.c.kobe.jp city.kobe.jp www.city.kobe.jp www.ck www.www.ck b.test.ck b.c.mm test.us test.ak.us
  www.test.k12.ak.us 食狮.com.cn xn--85x722f.com.cn 食狮.公司.cn shishi.公司.cn xn--85x722f.xn--55qx5d.cn 食狮.中国
  www.食狮.中国 xn--85x722f.xn--fiqs8s пример.рф ПРИМЕР.РФ 食狮.公司.香港 acme.github.io a.Acme.GitHub.io acme.workers.dev
  x.acme.workers.dev acme.vercel.app bucket.s3.amazonaws.com amazonaws.com ec2-1.eu-west-1.compute.amazonaws.com
  example.uk.com acme.dyndns.org acme.corp a.acme.intranet acme.localhost`);

it.for(SUFFIXES)("a wildcard over the suffix %s is never stored", (suffix, { expect }) => {
  expect(parseDomainPattern(`*.${suffix}`)).toEqual({ ok: false, reason: "public_suffix" });
});

it.for(SUFFIXES)(
  "a wildcard over %s would match nothing, had the list learnt of the suffix later",
  (suffix, { expect }) => {
    const patterns = compilePatterns([`*.${new URL(`https://${suffix}/`).hostname}`]);
    for (const below of ["x", "a.x", "city", "www.city"]) {
      const verdict = judgePage(`https://${below}.${suffix}/`, patterns);
      expect(verdict).toMatchObject({ kind: "refused", reason: "suffix_boundary" });
    }
    expect(judgePage(`https://${suffix}/`, patterns)).toMatchObject({ kind: "refused", reason: "bare_domain" });
  },
);

it.for(OWNED)("a wildcard over %s is stored, and reaches all below it but not itself", (base, { expect }) => {
  const host = new URL(`https://${base}/`).hostname;
  expect(parseDomainPattern(`*.${base}`)).toEqual({ ok: true, pattern: `*.${host}` });
  const patterns = compilePatterns([`*.${host}`]);
  expect(judgePage(`https://a.b-1.${base}/`, patterns)).toEqual({
    kind: "allowed",
    host: `a.b-1.${host}`,
    matchedPattern: `*.${host}`,
  });
  expect(judgePage(`https://${base}/`, patterns)).toEqual({
    kind: "refused",
    reason: "bare_domain",
    host,
    nearestPattern: `*.${host}`,
  });
});

it("a wildcard never matches its base, nor a host that is not below it", ({ expect }) => {
  const label = fc.constantFrom(
    ...words("a b evil-a xa city www example net com co uk jp kawasaki s3 amazonaws github io"),
  );
  const name = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join("."));
  const near = fc.tuple(name, name, fc.constantFrom("", ".", "-", "x", ".x."));
  fc.assert(
    fc.property(near, ([front, base, joint]) => {
      if (!parseDomainPattern(`*.${base}`).ok) return;
      const patterns = compilePatterns([`*.${base}`]);
      expect(matchesHost(base, patterns)).toBe(false);
      for (const host of [front, front + joint + base, base + joint + front]) {
        if (matchesHost(host, patterns)) expect(host.endsWith(`.${base}`)).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});
