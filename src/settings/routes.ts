import { formatTimestamp } from "../formats";
import { type Endpoint, endpoint } from "../http/endpoint";
import type { SettingsRecord } from "./operations";
import { readSettings, updateSettings } from "./operations";
import { SettingsAnswer, SettingsBody } from "./schemas";

const present = ({ texts, updatedAtMs }: SettingsRecord) => ({ ...texts, updated_at: formatTimestamp(updatedAtMs) });
const answers = { 200: { description: "All settings.", schema: SettingsAnswer } };

export const settingsEndpoints: readonly Endpoint[] = [
  endpoint({
    operation: readSettings,
    method: "get",
    path: "/tenant/settings",
    summary: "Read the settings of the space",
    answers,
    errors: [],
    input: () => ({}),
    respond: (record, c) => c.json(present(record)),
  }),
  endpoint({
    operation: updateSettings,
    method: "patch",
    path: "/tenant/settings",
    summary: "Change settings of the space; null goes back to the default",
    body: SettingsBody,
    answers,
    errors: ["invalid_duration"],
    input: ({ body }) => body,
    respond: (record, c) => c.json(present(record)),
  }),
];
