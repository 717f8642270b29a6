/** What the ids of identities look like (conventions: identities). Pure. */

const USER = "user:[a-z0-9][a-z0-9._@+-]{0,127}";
const SERVICE_ACCOUNT = "sa:[a-z0-9][a-z0-9._-]{0,63}";
const GROUP = "group:[a-z0-9][a-z0-9._-]{0,63}";

export const IDENTITY_ID = new RegExp(`^(${USER}|${SERVICE_ACCOUNT}|${GROUP})$`);
/** Of one that can hold a token: a group is none. */
export const BEARER_ID = new RegExp(`^(${USER}|${SERVICE_ACCOUNT})$`);
export const GROUP_ID = new RegExp(`^${GROUP}$`);
