import { audit } from "#texts/audit.ts";
import { actionGroups } from "#texts/audit-actions.ts";
import { CheckField } from "../../parts/form.tsx";

const texts = audit.filters;
/** The API takes no more of them. */
const MAX_ACTIONS = 20;

interface ActionChoiceProps {
  /** Names with commas between, as the API has them. */
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly fault: string | undefined;
}

/** Which actions: all there are, in groups. Those that are chosen stand in the summary too. */
export function ActionChoice({ value, onInput, fault }: ActionChoiceProps) {
  const chosen = value === "" ? [] : value.split(",");
  const isFull = chosen.length >= MAX_ACTIONS;
  const choose = (name: string, isChosen: boolean) =>
    onInput((isChosen ? [...chosen, name] : chosen.filter((one) => one !== name)).join(","));
  return (
    <details class="disclosure">
      <summary>
        {texts.actions(chosen.length)} <span class="small">{chosen.join(", ")}</span>
      </summary>
      {fault && <p class="fault">{fault}</p>}
      {isFull && <p class="hint">{texts.actionsLimit}</p>}
      <div class="action-groups">
        {actionGroups.map(({ title, actions }) => (
          <fieldset key={title}>
            <legend>{title}</legend>
            {Object.entries(actions).map(([name, text]) => (
              <CheckField
                key={name}
                label={<code>{name}</code>}
                hint={text}
                checked={chosen.includes(name)}
                disabled={isFull && !chosen.includes(name)}
                onChange={(isChosen) => choose(name, isChosen)}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </details>
  );
}
