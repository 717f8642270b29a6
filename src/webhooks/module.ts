import type { Module } from "../kernel/module";
import { webhookCache } from "./cache";
import { forgetPreviousSecrets, giveUpDeliveries, purgeDeliveries, removeDropped, settleSecrets } from "./cleanup";
import { listDeliveries, retryDelivery, testWebhook } from "./delivery-operations";
import { dispatcher, sendDeliveries } from "./dispatcher";
import { createWebhook, deleteWebhook, listWebhooks, readWebhook, updateWebhook } from "./operations";
import { sealedWebhookSecrets } from "./rewrap";

export const webhooksModule: Module = {
  operations: [
    listDeliveries,
    retryDelivery,
    testWebhook,
    createWebhook,
    deleteWebhook,
    listWebhooks,
    readWebhook,
    updateWebhook,
  ],
  jobs: [
    purgeDeliveries,
    removeDropped,
    giveUpDeliveries,
    forgetPreviousSecrets,
    settleSecrets,
    // Last: it sends what the others had to tell.
    sendDeliveries,
  ],
  sealed: [sealedWebhookSecrets],
  committed: (core) => dispatcher(core).committed(),
  undone: (core) => webhookCache(core).forget(),
};
