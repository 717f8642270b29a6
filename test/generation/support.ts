import { auditRows, must, type TestTenant } from "../support/api";

export const PASSWORD = {
  name: "password",
  generator: "random",
  config: { length: 24, charset: "full", require_symbol: true },
};

export const FIELDS = [{ name: "username", generator: "static", config: { value: "app" } }, PASSWORD];
export const AT = "2096-11-21T09:30:00Z";
export const at = (key: string, reason: string) => ({ [`fields[0].config.${key}`]: reason });

let made = 0;
/** The id of a new generation policy. */
export const newPolicy = async (tenant: TestTenant, body: object = {}): Promise<string> =>
  must(await tenant.api("POST /v1/secret-policies", { name: `policy ${made++}`, fields: FIELDS, ...body }), 201).id;

/** What the log says of an action. */
export const rowsIn = async ({ stub }: TestTenant, action: string) =>
  (await auditRows(stub))
    .filter((row) => row.action === action)
    .map((row) => ({ path: row.secret_path, error: row.error_code, extra: JSON.parse(String(row.extra_data)) }));
