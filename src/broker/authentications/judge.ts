import type { HostVerdict } from "../../sign-in/drive/ports";
import { judgePage } from "../hosts/page-url";
import type { CompiledPatterns } from "../hosts/patterns";

/** The broker's rule for pages, as a sign-in asks for it. An address that is none fits no credential. */
export const judgeBy =
  (patterns: CompiledPatterns) =>
  (url: string): HostVerdict => {
    const verdict = judgePage(url, patterns);
    if (verdict.kind === "invalid") return { kind: "refused", reason: verdict.reason, host: null };
    return verdict;
  };
