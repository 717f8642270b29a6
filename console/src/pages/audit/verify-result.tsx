import { auditVerify as texts } from "#texts/audit-verify.ts";
import { CodeBlock } from "../../parts/copy.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Facts, Section } from "../../parts/page.tsx";
import type { Breach, Proof } from "./chain-proof.ts";
import { entryHref } from "./entry.ts";
import type { ServerAnswer } from "./server-chain.ts";
import type { Verified } from "./verification.ts";

/** More of a row is not shown: it is text of a file that may hold anything. */
const MAX_ROW_CHARACTERS = 20_000;

/** What came of it: first whether the chain holds, then what it was compared with. */
export function VerifyResult({ verified }: { readonly verified: Verified }) {
  return (
    <Section title={texts.result}>
      {verified.ended === "no_export" && <Notice kind="bad">{texts.noExportFile(verified.line)}</Notice>}
      {verified.ended === "broken_off" && <Notice kind="bad">{texts.brokenOff}</Notice>}
      {verified.ended === "given_up" && <Notice kind="warning">{texts.givenUp}</Notice>}
      {verified.ended === "proved" && (
        <>
          {verified.proof.breach ? (
            <Broken proof={verified.proof} breach={verified.proof.breach} />
          ) : (
            <Holds proof={verified.proof} />
          )}
          <HeadAnswer isHead={verified.isHead} />
          <Server answer={verified.server} />
        </>
      )}
    </Section>
  );
}

function Holds({ proof: { result } }: { readonly proof: Proof }) {
  const { rows, firstSeq, lastSeq, head, trusted } = result;
  if (firstSeq === null || lastSeq === null || head === null) return <Notice>{texts.empty}</Notice>;
  return (
    <>
      <Notice kind="good">{texts.holds(rows, firstSeq, lastSeq)}</Notice>
      {trusted && <Notice kind="warning">{texts.trusted}</Notice>}
      <CodeBlock label={texts.lastHash} text={head} />
      <p class="small">{texts.note}</p>
    </>
  );
}

function Broken({ proof, breach }: { readonly proof: Proof; readonly breach: Breach }) {
  const row = rowIn(breach.line);
  const good = proof.result.rows - (breach.reason === "hash_mismatch" ? 1 : 0);
  return (
    <>
      <Notice kind="bad">
        <p>
          <strong>{texts.breaks(breach.seq)}</strong> {texts.reasons[breach.reason]}
        </p>
        <p>{texts.holdBefore(good)}</p>
      </Notice>
      {breach.computed !== null && (
        <Facts
          of={[
            [texts.says, <code>{String(row.hash)}</code>],
            [texts.gives, <code>{breach.computed}</code>],
          ]}
        />
      )}
      <h3>
        {texts.theRow[breach.reason]}
        {typeof row.id === "string" && (
          <>
            {": "}
            <a href={entryHref(row.id)}>{row.id}</a>
          </>
        )}
      </h3>
      <CodeBlock label={texts.theRow[breach.reason]} text={JSON.stringify(row, null, 2).slice(0, MAX_ROW_CHARACTERS)} />
    </>
  );
}

/** Of a line that was an entry for the walk already. */
const rowIn = (line: string): Readonly<Record<string, unknown>> => JSON.parse(line) as Record<string, unknown>;

function HeadAnswer({ isHead }: { readonly isHead: boolean | null }) {
  if (isHead === null) return null;
  return <Notice kind={isHead ? "good" : "bad"}>{isHead ? texts.headFits : texts.headDiffers}</Notice>;
}

function Server({ answer }: { readonly answer: ServerAnswer | null }) {
  if (answer === null) return null;
  if (answer.isWhole) return <Notice kind="good">{texts.serverHolds(answer.rows)}</Notice>;
  const { reason, seq } = answer;
  return (
    <Notice kind="bad">
      {reason !== "expectation_failed" && <p>{texts.serverBroken(seq)}</p>}
      {reason !== null && <p>{texts.serverReasons[reason]}</p>}
    </Notice>
  );
}
