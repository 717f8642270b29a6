import type { Module } from "../kernel/module";
import { listDeliveries, retryDelivery, testWebhook } from "./delivery-operations";
import { createWebhook, deleteWebhook, listWebhooks, readWebhook, updateWebhook } from "./operations";

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
};
