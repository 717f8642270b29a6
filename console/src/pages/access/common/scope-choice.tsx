import { access } from "#texts/access.ts";
import { CheckField } from "../../../parts/form.tsx";
import { hasScope } from "../../../session/scopes.ts";
import type { Scope } from "./types.ts";

/** Which scopes something gives. Nobody gives one that they do not hold: such a one can only be taken away. */
export function ScopeChoice(props: {
  readonly chosen: readonly Scope[];
  readonly onChange: (chosen: readonly Scope[]) => void;
  readonly fault: string | undefined;
}) {
  const { chosen, onChange } = props;
  const toggle = (scope: Scope, isOn: boolean) =>
    onChange(isOn ? [...chosen, scope] : chosen.filter((one) => one !== scope));
  return (
    <fieldset>
      <legend>{access.scopes.legend}</legend>
      {props.fault !== undefined && <p class="fault">{props.fault}</p>}
      <div class="scope-groups">
        {access.scopes.groups.map(({ title, scopes }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset within one would get a second frame
          <div key={title} class="scope-group" role="group" aria-label={title}>
            <p class="scope-title">{title}</p>
            {scopes.map(([scope, what]) => {
              const isOn = chosen.includes(scope);
              const isGivable = hasScope(scope);
              return (
                <CheckField
                  key={scope}
                  label={<code>{scope}</code>}
                  checked={isOn}
                  disabled={!isGivable && !isOn}
                  onChange={(on) => toggle(scope, on)}
                  hint={isGivable ? what : `${what} ${access.scopes.notHeld}`}
                />
              );
            })}
          </div>
        ))}
      </div>
    </fieldset>
  );
}
