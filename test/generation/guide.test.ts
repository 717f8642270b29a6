import { expect, it } from "vitest";
import guide from "../../docs/rotation.md?raw";
import { must, newTenant } from "../support/api";
import { newPolicy } from "./support";

it("generation policies are made of what docs/rotation.md shows, and make what it says", async () => {
  const tenant = await newTenant();
  const shown = /## What the server makes.*?```json\n(.*?)```/s.exec(guide)?.[1] ?? "";
  const samples: string[] = [];
  for (const line of shown.trim().split("\n")) {
    const id = await newPolicy(tenant, { fields: [JSON.parse(line)] });
    samples.push(must(await tenant.api(`POST /v1/secret-policies/${id}/preview`), 200).data.password);
  }
  expect(samples).toEqual([
    expect.stringMatching(/^(?=(.*[0-9]){2})(?=.*[^A-Za-z0-9])[!#-&(-_a-~]{24}$/),
    expect.stringMatching(/^[A-Za-z][A-Za-z0-9_$#]{29}$/),
    expect.stringMatching(/^[a-z]+(-[a-z]+){5,}$/),
  ]);
});
