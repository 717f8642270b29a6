import { integrations } from "#texts/broker.ts";
import { CodeBlock } from "../../../parts/copy.tsx";
import { DocumentLink } from "../../../parts/document-link.tsx";
import { CheckField, SelectField, TextField } from "../../../parts/form.tsx";
import { type GuideInput, guideCommands, guideFaults } from "./guide.ts";

const texts = integrations.guide;

/** The commands that make an AppRole with the least rights, and what of them can be chosen. */
export function Guide(props: { readonly input: GuideInput; change(changes: Partial<GuideInput>): void }) {
  const { input, change } = props;
  const faults = guideFaults(input);
  const fault = (name: keyof GuideInput) => (faults.includes(name) ? texts.fault : undefined);
  return (
    <fieldset>
      <legend>{texts.title}</legend>
      <p>{texts.text}</p>
      <div class="fields">
        <SelectField
          label={texts.tool}
          value={input.tool}
          onChange={(tool) => change({ tool: tool === "vault" ? "vault" : "bao" })}
          options={[
            ["bao", "bao (OpenBao)"],
            ["vault", "vault (HashiCorp)"],
          ]}
        />
        <TextField
          label={texts.mount}
          value={input.mount}
          isCode
          onInput={(mount) => change({ mount })}
          fault={fault("mount")}
        />
        <TextField
          label={texts.prefix}
          value={input.prefix}
          isCode
          isOptional
          onInput={(prefix) => change({ prefix })}
          hint={texts.prefixHint}
          fault={fault("prefix")}
        />
        <SelectField
          label={texts.secretIdKind}
          value={input.secretIdKind}
          onChange={(kind) => change({ secretIdKind: kind === "wrapped" || kind === "none" ? kind : "plain" })}
          options={[
            ["plain", texts.secretIdKinds.plain],
            ["wrapped", texts.secretIdKinds.wrapped],
            ["none", texts.secretIdKinds.none],
          ]}
          hint={texts.secretIdHints[input.secretIdKind]}
        />
        <TextField
          label={texts.role}
          value={input.role}
          isCode
          onInput={(role) => change({ role })}
          fault={fault("role")}
        />
      </div>
      <CheckField
        label={texts.pushes}
        checked={input.pushes}
        onChange={(pushes) => change({ pushes })}
        hint={texts.pushesHint}
      />
      <CheckField label={texts.codes} checked={input.codes} onChange={(codes) => change({ codes })} />
      {faults.length > 0 ? <p class="fault">{texts.fixFirst}</p> : <Steps input={input} />}
      <p class="small">
        {texts.more} <DocumentLink to="vault-setup">{texts.moreLink}</DocumentLink>
      </p>
    </fieldset>
  );
}

function Steps({ input }: { readonly input: GuideInput }) {
  return (
    <ol class="steps">
      {guideCommands(input).map(([step, command]) => (
        <li key={step}>
          <p>{texts.steps[step]}</p>
          <CodeBlock label={texts.steps[step]} text={command} />
        </li>
      ))}
    </ol>
  );
}
