import { kindOfSpace } from "../kernel/space";

/** The audience of a trust that names none, and those that no trust may have. Pure. */

/** Null: the deployment does not say where it is, so the maker of a trust has to say what tokens are for. */
export const defaultAudience = (publicUrl: string | null, tenantId: string): string | null =>
  publicUrl === null ? null : `${publicUrl}/${tenantId}`;

/**
 * Is it another space's id, or below what its default is, or will be? Those are given to nobody else, whether or not there is such a
 * space: a token that is for them means that space, without a look at who has what.
 */
export function isOfOtherSpace(audience: string, publicUrl: string | null, tenantId: string): boolean {
  if (kindOfSpace(audience) !== undefined) return audience !== tenantId;
  if (publicUrl === null || !audience.startsWith(`${publicUrl}/`)) return false;
  const [first = ""] = audience.slice(publicUrl.length + 1).split(/[/?#]/);
  return /^(tnt|ptn)_/.test(first) && first !== tenantId;
}
