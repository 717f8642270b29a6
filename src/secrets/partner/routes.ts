import type { Endpoint, Twinned, TwinOf } from "../../http/endpoint";
import { presentPage } from "../../http/list";
import type { OpName } from "../../space/registry";
import { PartnerExpiring, PartnerList, presentExpiring, presentListed } from "../present";
import { chooserOf, endpointsOf, own } from "../routes";

/** Conditions of access policies, which nobody asks here. */
const CONDITIONS: readonly string[] = ["mfa_required", "ip_not_allowed", "time_window_violation"];

/** What differs from the same route of the store. */
const shared = <N extends OpName>({ path, summary, errors }: Twinned<N>) => ({
  path: `/partner${path}`,
  summary: `${summary} (shared by the partner)`,
  errors: errors.filter((code) => !CONDITIONS.includes(code)),
});
const twin = <N extends OpName>(endpoint: Twinned<N>, op: TwinOf<N>): Endpoint => endpoint.twin(op, shared(endpoint));
const marked = <T extends object>(item: T) => ({ ...item, scope: "partner" });

export const partnerListEndpoint: Endpoint = own.list.twin("partner_secrets.list", {
  ...shared(own.list),
  answers: { 200: { description: "One page, by path.", schema: PartnerList } },
  respond: (list, c) =>
    c.json({
      ...presentPage("secrets", list, (item) => marked(presentListed(item))),
      total_count: list.totalCount,
    }),
});

const expiring = own.expiring.twin("partner_secrets.expiring", {
  ...shared(own.expiring),
  answers: { 200: { description: "One page, soonest first.", schema: PartnerExpiring } },
  respond: (page, c) => c.json(presentPage("secrets", page, (item) => marked(presentExpiring(item)))),
});

/** As the store's, without batches. */
const STORE = {
  expiring: { GET: expiring },
  secret: {
    GET: twin(own.read, "partner_secrets.read"),
    PUT: twin(own.put, "partner_secrets.put"),
    PATCH: twin(own.patch, "partner_secrets.patch"),
    DELETE: twin(own.remove, "partner_secrets.delete"),
  },
  versions: { GET: twin(own.versions, "partner_secrets.versions") },
  metadata: { GET: twin(own.metadata, "partner_secrets.metadata") },
  restore: { POST: twin(own.restore, "partner_secrets.restore") },
  rotate: { POST: twin(own.rotate, "partner_secrets.rotate") },
};
export const partnerSecretEndpoints = endpointsOf(STORE);
export const choosePartnerSecretEndpoint = chooserOf(STORE);
