import { expect, it } from "vitest";
import { must, newTenant } from "../../support/api";
import {
  at,
  CREDENTIALS,
  entries,
  fieldFaults,
  newCredential,
  newest,
  newIntegration,
  refusal,
  setClock,
  UNKNOWN_ID,
} from "../record-bench";

it("credentials.list refuses filters that are malformed or unknown", async () => {
  const tenant = await newTenant();
  const faults: [string, Record<string, string>][] = [
    ["domain=", { domain: "empty" }],
    ["domain=*.staff.example.net", { domain: "wildcard" }],
    ["domain=*", { domain: "wildcard" }],
    ["domain=https://portal.example.net", { domain: "scheme" }],
    ["domain=portal.example.net/x", { domain: "path" }],
    ["domain=portal.example.net:65536", { domain: "port" }],
    ["domain=intranet", { domain: "single_label" }],
    ["domain=127.1", { domain: "ip_literal" }],
    ["domain=a.example&domain=b.example", { domain: "repeated" }],
    ["vaultintegrationid=x", { vaultintegrationid: "unknown" }],
    ["title=x", { title: "unknown" }],
  ];
  for (const [query, fields] of faults)
    expect(refusal(await tenant.api(`GET ${CREDENTIALS}?${query}`)), query).toEqual(fieldFaults(fields));
  expect(await entries(tenant)).toEqual([]);
});

it("credentials.list gives all, oldest first, filtered by integration and by the host it would serve, joined by and", async () => {
  const tenant = await newTenant();
  expect(must(await tenant.api(`GET ${CREDENTIALS}`), 200)).toEqual([]);
  const [one, two] = [await newIntegration(tenant), await newIntegration(tenant)];
  const make = async (id: string, name: string, allowedDomains: string[], time: string) => {
    await setClock(tenant, at(`2026-05-11T09:${time}Z`));
    return await newCredential(tenant, id, { name, allowedDomains });
  };
  await make(one.id, "late", ["*.staff.example.net"], "40:00");
  await make(one.id, "early", ["portal.example.net"], "30:00");
  await make(two.id, "middle", ["portal.example.net", "*.amazonaws.com", "10.20.0.5"], "35:00");
  const names = async (query: string) =>
    must(await tenant.api(`GET ${CREDENTIALS}${query}`), 200).map(({ name }: { name: string }) => name);
  const lists: [string, string[]][] = [
    ["", ["early", "middle", "late"]],
    [`?vaultIntegrationId=${one.id}`, ["early", "late"]],
    [`?vaultIntegrationId=${two.id.toUpperCase()}`, ["middle"]],
    [`?vaultIntegrationId=${UNKNOWN_ID}`, []],
    ["?vaultIntegrationId=none", []],
    ["?vaultIntegrationId=", []],
    ["?domain=portal.example.net", ["early", "middle"]],
    ["?domain=Portal.Example.NET.", ["early", "middle"]],
    ["?domain=hr.staff.example.net", ["late"]],
    ["?domain=a.b.staff.example.net", ["late"]],
    ["?domain=staff.example.net", []],
    ["?domain=console.aws.amazonaws.com", ["middle"]],
    ["?domain=bucket.s3.amazonaws.com", []],
    ["?domain=10.20.0.5", ["middle"]],
    ["?domain=localhost", []],
    [`?domain=portal.example.net&vaultIntegrationId=${one.id}`, ["early"]],
  ];
  for (const [query, expected] of lists) expect(await names(query), query).toEqual(expected);
  expect(await newest(tenant)).toEqual({ action: "credential.listed", outcome: "ok", object: null, extra: {} });
});
