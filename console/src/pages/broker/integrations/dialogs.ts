import type { Integration } from "../records.ts";

/** What stands over the page of an integration. */
export interface IntegrationDialog {
  readonly integration: Integration;
  onClose(): void;
  /** The record has changed. */
  onDone(): void;
}
