/** What `import … from "postern"` gives. */
export type { ErrorCode } from "../generated/error-codes.ts";
export type { components, paths } from "../generated/schema.ts";
export type { CacheOptions } from "./cache.ts";
export type { Options } from "./calls/connection.ts";
export type { RetryRules } from "./calls/retry.ts";
export type { AnswerOf, BodyOf, CallOptions, Method, QueryOf, RouteOf } from "./calls/types.ts";
export { isPosternError, type LocalCode, PosternError, type PosternErrorCode } from "./errors.ts";
export type { Listing, Page } from "./paging.ts";
export { Postern, type PosternOptions } from "./postern.ts";
export type { Authentication } from "./resources/authentications.ts";
export type { Browser } from "./resources/browsers.ts";
export type {
  AuthenticateFields,
  AuthenticateOptions,
  Credential,
  ResolvedCredential,
} from "./resources/credentials.ts";
export type { Integration } from "./resources/integrations.ts";
export type { ChangeOptions, PutOptions } from "./resources/preconditions.ts";
export type { DeleteOptions, ListedSecret, Secret, SecretMetadata, VersionOptions } from "./resources/secrets.ts";
export type { MintedToken, Token } from "./resources/tokens.ts";
export type { ExchangeOptions, Trust } from "./resources/trusts.ts";
export type { GivenToken } from "./sign-in/given.ts";
export type { OidcOptions } from "./sign-in/oidc.ts";
export type { VaultOptions } from "./sign-in/vault.ts";
