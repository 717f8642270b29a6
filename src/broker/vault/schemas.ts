import { z } from "@hono/zod-openapi";
import { edgeConfig } from "../../edge-config";
import { addFault, word } from "../../http/faults";
import { checkVaultAddress } from "../../outbound/address";
import { opaqueFault } from "../opaque-text";
import { isReservedAnywhere, pathFault } from "../path-text";
import { brokerName, checked } from "../schemas";

/** What a vault hands out as role_id and secret_id. */
const opaque = (max: number) => checked((text) => opaqueFault(text, max), { minLength: 1, maxLength: max });
export const secretId = opaque(1024).openapi({
  description: "AppRole secret_id. Kept sealed, never given out.",
  writeOnly: true,
});

export const secretIdWrapped = opaque(4096).openapi({
  description:
    "In the place of `secretId`: a wrapping token of the vault's that stands for one. It is used up, and a login must work, or nothing is stored.",
  writeOnly: true,
});
type SecretIdFields = Readonly<Record<"secretId" | "secretIdWrapped", string | undefined>>;
/** Told together with faults of the other keys, so it also runs where zod would stop after those. */
export const oneSecretId = {
  error: word("exclusive"),
  path: ["secretIdWrapped"],
  when: ({ value }: { readonly value: unknown }) => typeof value === "object" && value !== null,
};
export const hasOneSecretId = ({ secretId, secretIdWrapped: wrapped }: Partial<SecretIdFields>): boolean =>
  secretId === undefined || wrapped === undefined;

export const mount = checked((text) => pathFault(text, 100) ?? (isReservedAnywhere(text) ? "reserved" : undefined), {
  maxLength: 100,
});

const namespace = checked(
  (text) => {
    if (text === "") return "empty";
    if (text.length > 256) return "too_long";
    if (!/^[A-Za-z0-9._\-/]+$/.test(text)) return "characters";
    const segments = text.replace(/^\//, "").replace(/\/$/, "").split("/");
    return segments.some((segment) => ["", ".", ".."].includes(segment)) ? "path_segments" : undefined;
  },
  { maxLength: 256, example: "platform/web" },
);
const kvVersion = z
  .number()
  .transform((version, ctx): 1 | 2 => {
    if (version === 1 || version === 2) return version;
    addFault(ctx, Number.isInteger(version) ? "unsupported" : "type", [], [1, 2]);
    return z.NEVER;
  })
  .openapi({ type: "integer", enum: [1, 2] });
const address = checked(
  (text) => {
    const check = checkVaultAddress(text, edgeConfig().outboundAllow);
    return check.ok ? undefined : check.reason;
  },
  { maxLength: 2048, example: "https://vault.acme.example:8200" },
);

export const NewVault = z
  .strictObject({
    name: brokerName,
    type: z.enum(["hashicorp"]),
    config: z
      .strictObject({
        address,
        namespace: namespace.nullish(),
        authMethod: z.enum(["approle"]),
        roleId: opaque(256),
        secretId: secretId.optional().openapi({
          description: "AppRole secret_id. Kept sealed, never given out. Absent: the role has `bind_secret_id=false`.",
        }),
        secretIdWrapped: secretIdWrapped.optional(),
        authMount: mount.optional(),
        kvVersion: kvVersion.optional(),
      })
      .refine(hasOneSecretId, oneSecretId),
  })
  .openapi("CreateVault");
