import { useState } from "preact/hooks";
import { integrations } from "#texts/broker.ts";
import type { components } from "../../../../../packages/client/src/generated/schema.ts";
import { api, asked } from "../../../api/client.ts";
import { withQuery } from "../../../data/query.ts";
import { useAction } from "../../../data/resource.ts";
import { Button, ButtonLink } from "../../../parts/button.tsx";
import { CheckField, Form, TextField } from "../../../parts/form.tsx";
import { Notice } from "../../../parts/notice.tsx";
import { Section } from "../../../parts/page.tsx";
import { hasScope } from "../../../session/scopes.ts";
import { faultOf } from "../faults.ts";
import type { Integration } from "../records.ts";

const texts = integrations.push;
type Pushed = components["schemas"]["PushedSecret"];
interface Field {
  readonly key: number;
  readonly name: string;
  readonly value: string;
}
const FIRST: readonly Field[] = [
  { key: 1, name: "username", value: "" },
  { key: 2, name: "password", value: "" },
];

/** Writes a login through to the vault. The values are in this form alone, and leave it with the call. */
export function PushLogin({ integration }: { readonly integration: Integration }) {
  const [path, setPath] = useState("");
  const [mount, setMount] = useState("secret");
  const [fields, setFields] = useState(FIRST);
  const [merge, setMerge] = useState(false);
  const [pushed, setPushed] = useState<Pushed>();
  const push = useAction(async () => {
    setPushed(undefined);
    const data = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
    const options = {
      params: { path: { id: integration.id } },
      body: { path, mount, data, ...(merge ? { merge } : {}) },
    };
    setPushed(await asked(api.POST("/api/v1/vault-integrations/{id}/secrets", options)));
    setFields((old) => old.map((field) => ({ ...field, value: "" })));
  });
  const isNative = integration.type === "native";
  const isAllowed = hasScope("integrations:push");
  const doubled = behindMount(path, mount);
  const isWhole =
    path !== "" && doubled === undefined && fields.every(({ name, value }) => name !== "" && value !== "");
  return (
    <Section title={texts.title}>
      <p class="lead">{isNative ? texts.nativeText : texts.text}</p>
      {!isAllowed && <Notice kind="warning">{integrations.needsScope("integrations:push")}</Notice>}
      <Form action={push} submit={texts.submit} disabled={!isAllowed || !isWhole} onSubmit={() => void push.run()}>
        <div class="fields">
          <TextField
            label={texts.path}
            isCode
            value={path}
            onInput={setPath}
            hint={texts.pathHint}
            fault={doubled === undefined ? faultOf(push.error, "path") : texts.pathFault(doubled)}
          />
          {!isNative && (
            <TextField
              label={texts.mount}
              isCode
              value={mount}
              onInput={setMount}
              fault={faultOf(push.error, "mount")}
            />
          )}
        </div>
        <Fields fields={fields} change={setFields} faultOf={(name) => faultOf(push.error, `data.${name}`)} />
        {integration.kvVersion !== 1 && (
          <CheckField label={texts.merge} checked={merge} onChange={setMerge} hint={texts.mergeHint} />
        )}
        {push.error?.details.outcomeUnknown === true && <Notice kind="warning">{texts.outcomeUnknown}</Notice>}
      </Form>
      {pushed && <Written pushed={pushed} integration={integration} fields={fields} />}
    </Section>
  );
}

/** As a credential has it, a path has the mount and `data/` before it, and would be written behind them once more: what is left of it then. Pure. */
export const behindMount = (path: string, mount: string): string | undefined =>
  path.startsWith(`${mount}/data/`) ? path.slice(`${mount}/data/`.length) : undefined;

interface FieldsProps {
  readonly fields: readonly Field[];
  change(fields: readonly Field[]): void;
  faultOf(name: string): string | undefined;
}

function Fields({ fields, change, faultOf: faultOfField }: FieldsProps) {
  const put = (key: number, changes: Partial<Field>) =>
    change(fields.map((field) => (field.key === key ? { ...field, ...changes } : field)));
  return (
    <fieldset>
      <legend>{texts.fields}</legend>
      {fields.map(({ key, name, value }, at) => (
        <div class="pair" key={key}>
          <TextField label={texts.field(at + 1)} isCode value={name} onInput={(text) => put(key, { name: text })} />
          <TextField
            label={texts.value(at + 1)}
            type="password"
            value={value}
            onInput={(text) => put(key, { value: text })}
            fault={faultOfField(name)}
          />
          <Button
            kind="quiet"
            label={texts.removeField(at + 1)}
            disabled={fields.length === 1}
            onClick={() => change(fields.filter((field) => field.key !== key))}
          >
            ×
          </Button>
        </div>
      ))}
      <div class="actions">
        <Button
          onClick={() =>
            change([...fields, { key: Math.max(...fields.map(({ key }) => key)) + 1, name: "", value: "" }])
          }
        >
          {texts.addField}
        </Button>
      </div>
    </fieldset>
  );
}

function Written(props: {
  readonly pushed: Pushed;
  readonly integration: Integration;
  readonly fields: readonly Field[];
}) {
  const { pushed, integration, fields } = props;
  const [usernameField = "", passwordField = ""] = fields.map(({ name }) => name);
  const address = { integration: integration.id, path: pushed.vaultPath, usernameField, passwordField };
  return (
    <Notice kind={pushed.warning ? "warning" : "good"}>
      <p>{texts.written(pushed.vaultPath)}</p>
      {pushed.version !== undefined && <p>{texts.version(pushed.version)}</p>}
      {pushed.warning && <p>{texts.notVersioned}</p>}
      {hasScope("credentials:write") && (
        <ButtonLink href={withQuery("/console/credentials/new", address)}>{texts.credential}</ButtonLink>
      )}
    </Notice>
  );
}
