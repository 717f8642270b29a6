import fc from "fast-check";

/** A schedule as a text, and which local minutes are in it, known without reading the text. */
export interface KnownCron {
  readonly text: string;
  readonly matches: (localMs: number) => boolean;
}
interface KnownField {
  readonly text: string;
  readonly values: ReadonlySet<number>;
}

const WORDS: Readonly<Record<string, readonly string[]>> = {
  month: ["", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
  weekday: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
};

function field(first: number, last: number, kind = ""): fc.Arbitrary<KnownField> {
  const all = Array.from({ length: last - first + 1 }, (_, n) => first + n);
  const spelled = (value: number, asWord: boolean) => (asWord && WORDS[kind]?.[value]) || String(value);
  const single = fc
    .tuple(fc.constantFrom(...all), fc.boolean())
    .map(([value, asWord]) => ({ text: spelled(value, asWord), values: [value] }));
  const range = fc
    .tuple(fc.constantFrom(...all), fc.nat(last - first), fc.option(fc.integer({ min: 1, max: 9 })))
    .map(([from, more, step]) => {
      const to = Math.min(last, from + more);
      const inside = all.filter((value) => value >= from && value <= to);
      const values = inside.filter((_, at) => at % (step ?? 1) === 0);
      return { text: `${from}-${to}${step === null ? "" : `/${step}`}`, values };
    });
  const stepped = fc
    .integer({ min: 2, max: 9 })
    .map((step) => ({ text: `*/${step}`, values: all.filter((value) => (value - first) % step === 0) }));
  const list = fc
    .array(fc.oneof({ weight: 3, arbitrary: single }, range, stepped), { minLength: 1, maxLength: 3 })
    .map((parts) => ({
      text: parts.map(({ text }) => text).join(","),
      values: new Set(parts.flatMap(({ values }) => values)),
    }));
  return fc.oneof(fc.constant({ text: "*", values: new Set(all) }), list);
}

export const cronText: fc.Arbitrary<KnownCron> = fc
  .tuple(field(0, 59), field(0, 23), field(1, 31), field(1, 12, "month"), field(0, 6, "weekday"))
  .map(([minutes, hours, dates, months, weekdays]) => ({
    text: [minutes, hours, dates, months, weekdays].map(({ text }) => text).join(" "),
    matches(localMs) {
      const at = new Date(localMs);
      const [byDate, byWeekday] = [dates.values.has(at.getUTCDate()), weekdays.values.has(at.getUTCDay())];
      const byDay = dates.text === "*" ? byWeekday : weekdays.text === "*" ? byDate : byDate || byWeekday;
      const byTime = minutes.values.has(at.getUTCMinutes()) && hours.values.has(at.getUTCHours());
      return byDay && byTime && months.values.has(at.getUTCMonth() + 1);
    },
  }));
