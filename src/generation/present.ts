import { formatTimestamp } from "../formats";
import type { GenerationPolicy } from "./queries";

export const presentGenerationPolicy = (row: GenerationPolicy) => ({
  id: row.id,
  name: row.name,
  policy_type: row.policyType,
  description: row.description,
  is_active: row.isActive,
  fields: row.fields,
  created_at: formatTimestamp(row.createdAtMs),
  updated_at: formatTimestamp(row.updatedAtMs),
});
