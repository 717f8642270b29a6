import { rotation } from "#texts/rotation.ts";
import { nowMs } from "../../data/clock.ts";
import type { Query } from "../../data/query.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { secretHref } from "../../shell/addresses.ts";
import { byDay, monthIn, monthText, weeksOf } from "./calendar.ts";
import type { DueSecret } from "./due-secrets.ts";

const SHOWN_OF_DAY = 4;

/** A month with what is due on each day; the month stands in the address. */
export function Calendar({ query, due }: { readonly query: Query; readonly due: readonly DueSecret[] }) {
  const texts = rotation.due;
  const now = new Date(nowMs.value);
  const { year, month } = monthIn(query.get("month")) ?? { year: now.getUTCFullYear(), month: now.getUTCMonth() };
  const days = byDay(due);
  const to = (step: number) => query.href({ month: monthText(year, month + step) });
  return (
    <section class="calendar" aria-label={texts.calendar}>
      <div class="actions">
        <ButtonLink href={to(-1)}>{texts.earlier}</ButtonLink>
        <h2>{texts.month(new Date(Date.UTC(year, month, 1)))}</h2>
        <ButtonLink href={to(1)}>{texts.later}</ButtonLink>
      </div>
      <div class="table">
        <table>
          <thead>
            <tr>
              {texts.weekdays.map((day) => (
                <th key={day} scope="col">
                  {day}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(year, month).map((week) => (
              <tr key={week[0]}>
                {week.map((dayMs) => (
                  <Day
                    key={dayMs}
                    dayMs={dayMs}
                    isOutside={new Date(dayMs).getUTCMonth() !== month}
                    due={days.get(dayMs)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="small">{texts.utc}</p>
    </section>
  );
}

function Day(props: {
  readonly dayMs: number;
  readonly isOutside: boolean;
  readonly due: readonly DueSecret[] | undefined;
}) {
  const { dayMs, isOutside, due = [] } = props;
  const date = new Date(dayMs);
  const isToday = nowMs.value >= dayMs && nowMs.value < dayMs + 86_400_000;
  return (
    <td class={[isOutside && "outside", isToday && "today"].filter(Boolean).join(" ")}>
      <time dateTime={date.toISOString().slice(0, 10)} title={rotation.due.day(date)}>
        {date.getUTCDate()}
      </time>
      {due.length > 0 && (
        <ul>
          {due.slice(0, SHOWN_OF_DAY).map(({ secret_path, policy_id }) => (
            <li key={`${secret_path} ${policy_id}`}>
              <a href={secretHref(secret_path)}>{secret_path}</a>
            </li>
          ))}
          {due.length > SHOWN_OF_DAY && <li class="small">{rotation.due.more(due.length - SHOWN_OF_DAY)}</li>}
        </ul>
      )}
    </td>
  );
}
