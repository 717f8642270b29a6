import { secrets as texts } from "#texts/secrets.ts";
import { nowMs } from "../../data/clock.ts";
import { Badge, Badges } from "../../parts/badge.tsx";
import { Time } from "../../parts/time.tsx";
import { secretHref } from "./address.ts";
import { SOON_MS } from "./search.ts";
import type { ListedSecret, Of } from "./types.ts";

/** In pixels: what a row of a list is high. */
export const ROW_HEIGHT = 44;

/** A secret in a list. `name`: what of its path the place does not say already. */
export function SecretRow(props: { readonly of: Of; readonly name: string; readonly secret: ListedSecret }) {
  const { of, name, secret } = props;
  return (
    <>
      <a class="row-name" href={secretHref(of, secret.path)} title={secret.path}>
        {name}
      </a>
      {secret.tags.length > 0 && (
        <span class="row-tags extra">
          <Badges of={secret.tags} />
        </span>
      )}
      <span class="row-type extra small">{texts.types[secret.secret_type]}</span>
      <span class="row-end">
        <Ending secret={secret} />
      </span>
      <span class="row-age small">
        <span class="visually-hidden">{texts.updated} </span>
        <Time at={secret.updated_at} />
      </span>
    </>
  );
}

/** When its life ends, or when its next value is due: what is near stands out. */
function Ending({ secret }: { readonly secret: ListedSecret }) {
  const { expires_at: end, rotation_policy: rotation } = secret;
  if (end !== null) {
    const left = Date.parse(end) - nowMs.value;
    if (left <= 0) return <Badge tone="bad">{texts.expired}</Badge>;
    return (
      <Badge tone={left < SOON_MS ? "warning" : "plain"}>
        {texts.expires} <Time at={end} />
      </Badge>
    );
  }
  if (rotation == null) return null;
  return (
    <Badge>
      {texts.nextRotation} <Time at={rotation.next_rotation} />
    </Badge>
  );
}
