import type { Work } from "../session/command.ts";
import type { Session } from "../session/session.ts";
import { CliError, EXIT, usageError } from "../shell/exit.ts";
import { type Applied, apply, type Outcome } from "./apply.ts";
import type { Gate } from "./gate.ts";
import { gateOf, patientPostern } from "./patient.ts";
import { countsOf, type OnConflict, type Planned } from "./plan.ts";
import { Progress, spanOf } from "./progress.ts";
import { questionOf, reportPlan, reportResult } from "./report.ts";
import { type SourceOptions, sourceOf } from "./sources.ts";
import { Store } from "./store.ts";
import { survey } from "./survey.ts";

export interface ImportOptions extends SourceOptions {
  readonly onConflict: OnConflict;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly concurrency: string;
}

/** The server's own limit unless it says another, of which nobody can ask it. */
const WRITES_A_MINUTE = 100;
/** Reads the source, plans, asks, writes. Ends with 6 where conflicts are left or came up meanwhile, with 1 where something else failed. */
export const importSecrets: Work<[file: string | undefined], ImportOptions> = async ({
  session,
  arguments: [file],
  options,
}) => {
  const width = widthOf(options.concurrency);
  const gate = gateOf(session);
  const store = new Store(await patientPostern(session, gate), width, gate.signal);
  const found = await sourceOf(session, file, options, width);
  const plan = await survey(store, found, options.onConflict);
  const counts = countsOf(plan);
  const isPlanAll = options.dryRun === true;
  if (isPlanAll || session.output.style === "people") reportPlan(session.output, plan, isPlanAll);
  if (isPlanAll) return counts.conflict > 0 ? EXIT.conflict : EXIT.ok;
  if (counts.conflict > 0 && options.onConflict === "fail")
    throw new CliError(
      EXIT.conflict,
      "conflicts",
      `there are conflicts (${counts.conflict}), so nothing was written`,
      "--on-conflict skip, to write the others",
    );
  const applied = await agreedAndApplied(session, plan, { store, gate, width, isAgreed: options.yes === true });
  reportResult(session.output, plan, applied);
  return exitOf(applied, gate, counts.conflict);
};

interface Writing {
  readonly store: Store;
  readonly gate: Gate;
  readonly width: number;
  readonly isAgreed: boolean;
}

async function agreedAndApplied(
  { shell, prompts, output }: Session,
  plan: readonly Planned[],
  { store, gate, width, isAgreed }: Writing,
): Promise<Applied> {
  const todo = plan.filter(({ steps }) => steps.length > 0);
  if (todo.length === 0) return { outcomes: new Map(), fatal: null };
  const writes = todo.reduce((sum, { steps }) => sum + steps.length, 0);
  if (writes > WRITES_A_MINUTE)
    output.say(
      `${writes} writes: with the server's default limit of ${WRITES_A_MINUTE} a minute about ` +
        `${spanOf(((writes - WRITES_A_MINUTE) / WRITES_A_MINUTE) * 60_000)} (RATE_LIMITS)`,
    );
  if (!isAgreed && !(await prompts.confirm(questionOf(countsOf(todo)), "--yes, after --dry-run")))
    throw new CliError(EXIT.failure, "declined", "nothing was written");
  gate.beUnderWay();
  const progress = new Progress(shell, "writing", todo.length);
  const stop = stopOnInterrupt(gate, () =>
    output.say("Stopping when what is under way has ended; again to stop at once."),
  );
  try {
    return await apply(plan, { store, gate, width, onDone: progress.step });
  } finally {
    stop();
    progress.end();
  }
}

/** The first Ctrl-C lets what was sent come to its end; the second one does not. */
function stopOnInterrupt(gate: Gate, onFirst: () => void): () => void {
  const interrupt = () => {
    if (gate.isClosed) process.exit(EXIT.interrupted);
    onFirst();
    gate.close();
  };
  process.on("SIGINT", interrupt);
  return () => process.off("SIGINT", interrupt);
}

function exitOf({ outcomes, fatal }: Applied, gate: Gate, conflicts: number): number {
  if (fatal) throw fatal;
  if (gate.isClosed) return EXIT.interrupted;
  const unwritten = [...outcomes.values()].filter(({ result }) => result !== "written");
  if (unwritten.some((outcome) => !isConflict(outcome))) return EXIT.failure;
  return conflicts + unwritten.length > 0 ? EXIT.conflict : EXIT.ok;
}

function widthOf(text: string): number {
  if (/^([1-9]|[12][0-9]|3[0-2])$/.test(text)) return Number(text);
  throw usageError("--concurrency is a number from 1 to 32");
}

/** Somebody was faster, or a deleted secret holds the path: what is there was left as it is. */
const isConflict = (outcome: Outcome): boolean =>
  outcome.result === "failed" && [409, 412].includes(outcome.error.status);
