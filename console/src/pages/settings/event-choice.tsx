import { eventGroups } from "#texts/webhook-events.ts";
import { webhooks } from "#texts/webhooks.ts";
import { CheckField } from "../../parts/form.tsx";
import { chooseEvent, isCovered } from "./webhook-draft.ts";

const texts = webhooks.form;

interface EventChoiceProps {
  readonly events: readonly string[];
  readonly onChange: (events: readonly string[]) => void;
  readonly fault: string | undefined;
}

/** Which events: each by its name, a whole group, or everything. What a wildcard covers is checked with it. */
export function EventChoice({ events, onChange, fault }: EventChoiceProps) {
  const check = (name: string, label: string, hint: string | undefined) => (
    <CheckField
      key={name}
      label={label}
      {...(hint && { hint })}
      checked={events.includes(name) || isCovered(events, name)}
      disabled={isCovered(events, name)}
      onChange={(isChosen) => onChange(chooseEvent(events, name, isChosen))}
    />
  );
  return (
    <fieldset aria-invalid={fault !== undefined}>
      <legend>{texts.events}</legend>
      {fault && <p class="fault">{fault}</p>}
      {check("*", texts.everything, texts.everythingHint)}
      <div class="event-groups">
        {eventGroups.map(({ title, wildcard, events: each }) => (
          <fieldset key={wildcard}>
            <legend>{title}</legend>
            {check(wildcard, texts.group(wildcard), undefined)}
            {Object.entries(each).map(([name, text]) => check(name, name, text))}
          </fieldset>
        ))}
      </div>
    </fieldset>
  );
}
