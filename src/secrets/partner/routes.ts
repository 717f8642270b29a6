import type { Endpoint, EndpointWithVariants } from "../../http/endpoint";
import { presentPage } from "../../http/list";
import type { Callable } from "../../kernel/operation";
import { presentExpiring } from "../listed";
import { PartnerExpiring, PartnerList } from "../present";
import { endpointsOf, routeMatcher } from "../route-matcher";
import { own } from "../routes";
import {
  deletePartnerSecret,
  listExpiringPartnerSecrets,
  listPartnerSecrets,
  listPartnerSecretVersions,
  patchPartnerSecret,
  putPartnerSecret,
  readPartnerSecret,
  readPartnerSecretMetadata,
  restorePartnerSecret,
  rotatePartnerSecret,
} from "./operations";

/** Conditions of access policies, which nobody asks here. */
const CONDITIONS: readonly string[] = ["mfa_required", "ip_not_allowed", "time_window_violation"];

/** What differs from the same route of the store. */
const shared = ({ path, summary, errors }: Endpoint) => ({
  path: `/partner${path}`,
  summary: `${summary} (shared by the partner)`,
  errors: errors.filter((code) => !CONDITIONS.includes(code)),
});
const twin = <I, O>(endpoint: EndpointWithVariants<I, O>, operation: Callable<I, O>): Endpoint =>
  endpoint.variant(operation, shared(endpoint));
const marked = <T extends object>(item: T) => ({ ...item, scope: "partner" });

export const partnerListEndpoint: Endpoint = own.list.variant(listPartnerSecrets, {
  ...shared(own.list),
  answers: { 200: { description: "One page, by path.", schema: PartnerList } },
});

const expiring = own.expiring.variant(listExpiringPartnerSecrets, {
  ...shared(own.expiring),
  answers: { 200: { description: "One page, soonest first.", schema: PartnerExpiring } },
  respond: (page, c) => c.json(presentPage("secrets", page, (item) => marked(presentExpiring(item)))),
});

/** As the store's, without batches. */
const STORE = {
  expiring: { GET: expiring },
  secret: {
    GET: twin(own.read, readPartnerSecret),
    PUT: twin(own.put, putPartnerSecret),
    PATCH: twin(own.patch, patchPartnerSecret),
    DELETE: twin(own.remove, deletePartnerSecret),
  },
  versions: { GET: twin(own.versions, listPartnerSecretVersions) },
  metadata: { GET: twin(own.metadata, readPartnerSecretMetadata) },
  restore: { POST: twin(own.restore, restorePartnerSecret) },
  rotate: { POST: twin(own.rotate, rotatePartnerSecret) },
};
export const partnerSecretEndpoints = endpointsOf(STORE);
export const choosePartnerSecretEndpoint = routeMatcher(STORE);
