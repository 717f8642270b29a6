import type { Followup } from "../kernel/change";
import type { NewEvent, Source } from "../kernel/event";
import type { PackedEntry } from "../kernel/pending-entries";

/** The intention as it is stored. */
export interface Plan {
  readonly rows: readonly PackedEntry[];
  readonly events: readonly NewEvent[];
  readonly source: Source;
  readonly followup: Followup;
}
