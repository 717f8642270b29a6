import { webhooks } from "#texts/webhooks.ts";
import { CodeBlock } from "../../parts/copy.tsx";
import { Notice } from "../../parts/notice.tsx";

const texts = webhooks.once;

/** A secret that the server made: it stands here alone, until the person goes on. */
export function SecretOnce({ secret }: { readonly secret: string }) {
  return (
    <>
      <Notice kind="warning">
        <p>
          <strong>{texts.title}</strong>
        </p>
        <p>{texts.text}</p>
      </Notice>
      <CodeBlock label={texts.label} text={secret} />
    </>
  );
}
