/**
 * A bearer token of ours, a webhook's signing secret, a vault's token: whole, and with anything around it. The space's id is no
 * longer than it can be: without a bound, `pst_pst_pst_…` in a header of a stranger would take seconds to search.
 */
const TOKEN = /pst_[a-z0-9_]{1,44}_[0-9A-Za-z]{49}|whsec_[0-9A-Za-z+/=_-]{20}|hv[sb]\.[0-9A-Za-z_-]{20}/;

/**
 * Does a text hold a whole token? Such a text is neither repeated nor written down, wherever the caller put it. Narrower than
 * `looksLikeToken`: what only resembles one (a path, a host) must come back as it is.
 */
export const containsToken = (text: string): boolean => TOKEN.test(text);
