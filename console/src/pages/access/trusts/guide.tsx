import { trustGuides, trustUse as use } from "#texts/trust-guides.ts";
import { CodeBlock } from "../../../parts/copy.tsx";
import { Section } from "../../../parts/page.tsx";
import { whoNow } from "../../../session/session.ts";
import type { Preset, Trust } from "./types.ts";

/** What somebody finds out before they make a trust of this kind. */
export function BeforeGuide({ preset }: { readonly preset: Preset }) {
  const { title, lead, before } = trustGuides[preset];
  return (
    <div class="card guide">
      <h2>{title}</h2>
      <p>{lead}</p>
      {before.map(([text, command]) => (
        <div key={text} class="guide-step">
          <p>{text}</p>
          {command !== null && <CodeBlock text={command} label={text} />}
        </div>
      ))}
    </div>
  );
}

/** What the job, the pod or the program does then. */
export function UseGuide({ trust }: { readonly trust: Trust }) {
  const example = use.examples[trust.preset]({
    postern: location.origin,
    audience: trust.audience,
    trust: trust.id,
  });
  return (
    <Section title={use.title}>
      {trust.console_sign_in && <SignInGuide trust={trust} />}
      <p class="lead">{example === null ? use.accessText : use.text}</p>
      {example !== null && <CodeBlock text={example} label={use.label} />}
    </Section>
  );
}

function SignInGuide({ trust }: { readonly trust: Trust }) {
  const tenant = whoNow()?.tenant_id ?? "";
  return (
    <>
      <p class="lead">{use.signInText}</p>
      <CodeBlock text={use.signIn(location.origin, tenant, trust.id)} label={use.signInLabel} />
    </>
  );
}
