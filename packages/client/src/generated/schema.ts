// Made by `npm run client:types` from the API's own document. Do not edit.

export interface paths {
    "/api/v1/authentications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the authentications, newest first
         * @description Scope `credentials:authenticate`. Rate category `broker_read`.
         */
        get: operations["authentications.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/authentications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an authentication, and wait for its end
         * @description Scope `credentials:authenticate`. Rate category `broker_read`.
         */
        get: operations["authentications.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/authentications/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an authentication; what was filled and not sent is wiped
         * @description Scope `credentials:authenticate`. Rate category `broker_use`.
         */
        post: operations["authentications.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/browsers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the browsers, oldest first
         * @description Scope `integrations:read`. Rate category `broker_read`.
         */
        get: operations["browsers.list"];
        put?: never;
        /**
         * Register a browser that is reached by the Chrome DevTools Protocol
         * @description Scope `integrations:write`. Rate category `broker_write`.
         */
        post: operations["browsers.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/browsers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a browser
         * @description Scope `integrations:read`. Rate category `broker_read`.
         */
        get: operations["browsers.read"];
        /**
         * Replace the API key of a browser
         * @description Scope `integrations:write`. Rate category `broker_write`.
         */
        put: operations["browsers.rotate"];
        post?: never;
        /**
         * Delete a browser, and end what runs in it
         * @description Scope `integrations:write`. Rate category `broker_write`.
         */
        delete: operations["browsers.delete"];
        options?: never;
        head?: never;
        /**
         * Rename a browser
         * @description Scope `integrations:write`. Rate category `broker_write`.
         */
        patch: operations["browsers.rename"];
        trace?: never;
    };
    "/api/v1/browsers/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open the browser's socket, and ask it who it is
         * @description Scope `integrations:write`. Rate category `broker_test`.
         */
        post: operations["browsers.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the credentials, oldest first
         * @description Scope `credentials:read`. Rate category `broker_read`.
         */
        get: operations["credentials.list"];
        put?: never;
        /**
         * Register a credential: a pointer into a vault
         * @description Scope `credentials:write`. Rate category `broker_write`.
         */
        post: operations["credentials.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credentials/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a credential
         * @description Scope `credentials:read`. Rate category `broker_read`.
         */
        get: operations["credentials.read"];
        put?: never;
        post?: never;
        /**
         * Delete a credential; the vault keeps its secret
         * @description Scope `credentials:write`. Rate category `broker_write`.
         */
        delete: operations["credentials.delete"];
        options?: never;
        head?: never;
        /**
         * Change a credential
         * @description Scope `credentials:write`. Rate category `broker_write`.
         */
        patch: operations["credentials.update"];
        trace?: never;
    };
    "/api/v1/credentials/{id}/authenticate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in on a page of a browser, without the values leaving Postern
         * @description Scope `credentials:authenticate`. Rate category `broker_use`.
         */
        post: operations["authentications.begin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credentials/{id}/describe-login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a sign-in would do on a page; no vault call, nothing is written
         * @description Scope `credentials:authenticate`. Rate category `broker_use`.
         */
        post: operations["credentials.describe_login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credentials/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened to a credential, newest first
         * @description Scope `credentials:read`. Rate category `broker_read`.
         */
        get: operations["credentials.events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credentials/{id}/match": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try the host rule on a page's URL; no vault call
         * @description Scope `credentials:read`. Rate category `broker_read`.
         */
        post: operations["credentials.match"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credentials/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve a credential for the page at hand
         * @description Scope `credentials:use`. Rate category `broker_use`.
         */
        post: operations["credentials.resolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credentials/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a credential without answering a value
         * @description Scope `credentials:write`. Rate category `broker_test`.
         */
        post: operations["credentials.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vault-integrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the vault integrations, oldest first
         * @description Scope `integrations:read`. Rate category `broker_read`.
         */
        get: operations["integrations.list"];
        put?: never;
        /**
         * Register a vault by AppRole
         * @description Scope `integrations:write`. Rate category `broker_write`.
         */
        post: operations["integrations.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vault-integrations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a vault integration
         * @description Scope `integrations:read`. Rate category `broker_read`.
         */
        get: operations["integrations.read"];
        /**
         * Rotate the secret_id
         * @description Scope `integrations:write`. Rate category `broker_write`.
         */
        put: operations["integrations.rotate"];
        post?: never;
        /**
         * Delete a vault integration and the credentials that point at it
         * @description Scope `integrations:write`. Rate category `broker_write`.
         */
        delete: operations["integrations.delete"];
        options?: never;
        head?: never;
        /**
         * Rename a vault integration
         * @description Scope `integrations:write`. Rate category `broker_write`.
         */
        patch: operations["integrations.rename"];
        trace?: never;
    };
    "/api/v1/vault-integrations/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened to a vault integration, newest first
         * @description Scope `integrations:read`. Rate category `broker_read`.
         */
        get: operations["integrations.events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vault-integrations/{id}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write a secret through to the vault
         * @description Scope `integrations:push`. Rate category `broker_push`.
         */
        post: operations["integrations.push"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vault-integrations/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove that the login works
         * @description Scope `integrations:write`. Rate category `broker_test`.
         */
        post: operations["integrations.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which root keys are still needed (operator)
         * @description Any live token. Rate category `identity`.
         */
        get: operations["keys.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/rewrap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Seal records of older root keys under the newest (operator)
         * @description Any live token. Rate category `identity`.
         */
        post: operations["keys.rewrap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/spaces/{space_id}/rotate-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a space's secrets a new key (operator)
         * @description Any live token. Rate category `identity`.
         */
        post: operations["keys.rotate_space"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List roles, by name
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        get: operations["approles.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approles/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a role
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        get: operations["approles.read"];
        /**
         * Create a role, or replace its settings; its role id stays
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        put: operations["approles.put"];
        post?: never;
        /**
         * Delete a role, its secret ids and its tokens; its identity stays
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        delete: operations["approles.delete"];
        options?: never;
        head?: never;
        /**
         * Change a role
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        patch: operations["approles.update"];
        trace?: never;
    };
    "/v1/approles/{name}/secret-ids": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List secret ids that can still be used, newest first
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        get: operations["approles.secret_ids"];
        put?: never;
        /**
         * Make a secret id, which logs in together with the role id
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        post: operations["approles.create_secret_id"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approles/{name}/secret-ids/{accessor}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a secret id's record
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        get: operations["approles.read_secret_id"];
        put?: never;
        post?: never;
        /**
         * Destroy a secret id
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        delete: operations["approles.destroy_secret_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export the log, oldest first
         * @description Scope `audit:export`. Rate category `audit_export`.
         */
        post: operations["audit.export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/identities/{identity_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What one identity did
         * @description Scope `audit:read`. Rate category `audit_query`.
         */
        get: operations["audit.identity_trail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Query the audit log, newest first
         * @description Scope `audit:read`. Rate category `audit_query`.
         */
        get: operations["audit.logs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/secrets/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened to one secret
         * @description Scope `audit:read`. Rate category `audit_query`.
         */
        get: operations["audit.secret_trail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened in a span of up to 92 days, in numbers
         * @description Scope `audit:read`. Rate category `audit_query`.
         */
        get: operations["audit.summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Recompute the hash chain of the log
         * @description Scope `audit:read`. Rate category `audit_query`.
         */
        get: operations["audit.verify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/approle/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in with a role id and a secret id
         * @description No token. Rate category `auth`.
         */
        post: operations["approles.login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/introspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Is this text a live token of the space?
         * @description Scope `admin`. Rate category `auth`.
         */
        post: operations["auth.introspect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange a token of an issuer that the tenant trusts for one of Postern (RFC 8693)
         * @description No token. Rate category `auth`.
         */
        post: operations["trusts.exchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/whoami": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who the token belongs to, at home
         * @description Any live token. Rate category `auth`.
         */
        get: operations["auth.whoami"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the process running? Touches no storage */
        get: operations["system.health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Can it do its work? */
        get: operations["system.ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/identity/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List identities, by id
         * @description Scope `identity:read`. Rate category `identity`.
         */
        get: operations["identities.list"];
        put?: never;
        /**
         * Create a person, a service account or a group
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        post: operations["identities.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/identity/identities/{identity_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an identity
         * @description Scope `identity:read`. Rate category `identity`.
         */
        get: operations["identities.read"];
        put?: never;
        post?: never;
        /**
         * Delete an identity, its tokens, memberships and bindings
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        delete: operations["identities.delete"];
        options?: never;
        head?: never;
        /**
         * Change an identity; groups and roles are replaced whole
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        patch: operations["identities.update"];
        trace?: never;
    };
    "/v1/identity/partners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the partners that the caller sees, by id
         * @description Scope `identity:read`. Rate category `identity`.
         */
        get: operations["partners.list"];
        put?: never;
        /**
         * Create a partner (operator)
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        post: operations["partners.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/identity/partners/{partner_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a partner
         * @description Scope `identity:read`. Rate category `identity`.
         */
        get: operations["partners.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rename, suspend or resume a partner (operator)
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        patch: operations["partners.update"];
        trace?: never;
    };
    "/v1/identity/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the tenants that the caller sees, by id
         * @description Scope `identity:read`. Rate category `identity`.
         */
        get: operations["tenants.list"];
        put?: never;
        /**
         * Create a tenant (operator, or an administrator of its partner)
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        post: operations["tenants.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/identity/tenants/{tenant_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a tenant
         * @description Scope `identity:read`. Rate category `identity`.
         */
        get: operations["tenants.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rename a tenant; suspend or resume it (operator)
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        patch: operations["tenants.update"];
        trace?: never;
    };
    "/v1/partner/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the secrets that the caller may list (shared by the partner)
         * @description Scope `secrets:list`. Rate category `list`.
         */
        get: operations["partner_secrets.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partner/secrets/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a value (shared by the partner)
         * @description Scope `secrets:read`. Rate category `read`.
         */
        get: operations["partner_secrets.read"];
        /**
         * Create a secret, or a new version of it (shared by the partner)
         * @description Scope `secrets:write`. Rate category `write`.
         */
        put: operations["partner_secrets.put"];
        post?: never;
        /**
         * Delete a secret, softly or for good, or one version (shared by the partner)
         * @description Scope `secrets:delete`. Rate category `delete`.
         */
        delete: operations["partner_secrets.delete"];
        options?: never;
        head?: never;
        /**
         * Change metadata and options (shared by the partner)
         * @description Scope `secrets:write`. Rate category `write`.
         */
        patch: operations["partner_secrets.patch"];
        trace?: never;
    };
    "/v1/partner/secrets/{path}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring a softly deleted secret back, or one version of a secret (shared by the partner)
         * @description Scope `secrets:write`. Rate category `write`.
         */
        post: operations["partner_secrets.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partner/secrets/{path}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the value; older versions stay readable for a while (shared by the partner)
         * @description Scope `secrets:rotate`. Rate category `rotation`.
         */
        post: operations["partner_secrets.rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partner/secrets/{path}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the versions that are kept, deleted and destroyed ones too (shared by the partner)
         * @description Scope `secrets:list`. Rate category `list`.
         */
        get: operations["partner_secrets.versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partner/secrets/expiring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what expires soon (shared by the partner)
         * @description Scope `secrets:list`. Rate category `list`.
         */
        get: operations["partner_secrets.expiring"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partner/secrets/metadata/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read everything but the value (shared by the partner)
         * @description Scope `secrets:list`. Rate category `list`.
         */
        get: operations["partner_secrets.metadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List access policies, by name
         * @description Scope `policies:read`. Rate category `policy`.
         */
        get: operations["policies.list"];
        put?: never;
        /**
         * Create an access policy
         * @description Scope `policies:write`. Rate category `policy`.
         */
        post: operations["policies.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an access policy
         * @description Scope `policies:read`. Rate category `policy`.
         */
        get: operations["policies.read"];
        /**
         * Replace an access policy; its bindings stay
         * @description Scope `policies:write`. Rate category `policy`.
         */
        put: operations["policies.replace"];
        post?: never;
        /**
         * Delete an access policy; with `force` also its bindings
         * @description Scope `policies:write`. Rate category `policy`.
         */
        delete: operations["policies.delete"];
        options?: never;
        head?: never;
        /**
         * Change an access policy; rules as a whole
         * @description Scope `policies:write`. Rate category `policy`.
         */
        patch: operations["policies.update"];
        trace?: never;
    };
    "/v1/policies/{id}/bindings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List whom a policy is bound to, newest first
         * @description Scope `policies:read`. Rate category `policy`.
         */
        get: operations["policies.bindings"];
        put?: never;
        /**
         * Bind a policy to a person, a service account or a group
         * @description Scope `policies:write`. Rate category `policy`.
         */
        post: operations["policies.bind"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{id}/bindings/{binding_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a binding
         * @description Scope `policies:write`. Rate category `policy`.
         */
        delete: operations["policies.unbind"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What would an identity be answered on a path? Changes and records nothing
         * @description Scope `policies:read`. Rate category `policy_test`.
         */
        post: operations["policies.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rotation/due": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what is due, or soon will be
         * @description Scope `secrets:rotate`. Rate category `rotation`.
         */
        get: operations["rotation.due"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rotation/pending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Deprecated: the old name of `/rotation/due`
         * @description Scope `secrets:rotate`. Rate category `rotation`.
         */
        get: operations["rotation.pending"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rotation/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List rotation policies, by name
         * @description Scope `admin`. Rate category `rotation`.
         */
        get: operations["rotation_policies.list"];
        put?: never;
        /**
         * Create a rotation policy
         * @description Scope `admin`. Rate category `rotation`.
         */
        post: operations["rotation_policies.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rotation/policies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a rotation policy
         * @description Scope `admin`. Rate category `rotation`.
         */
        get: operations["rotation_policies.read"];
        put?: never;
        post?: never;
        /**
         * Delete a rotation policy; its secrets are detached
         * @description Scope `admin`. Rate category `rotation`.
         */
        delete: operations["rotation_policies.delete"];
        options?: never;
        head?: never;
        /**
         * Change a rotation policy; a new interval counts from each secret's last rotation
         * @description Scope `admin`. Rate category `rotation`.
         */
        patch: operations["rotation_policies.update"];
        trace?: never;
    };
    "/v1/rotation/policies/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a policy: it sends and rotates nothing
         * @description Scope `admin`. Rate category `rotation`.
         */
        post: operations["rotation_policies.disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rotation/policies/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a policy work; what fell due while it was paused is due at once
         * @description Scope `admin`. Rate category `rotation`.
         */
        post: operations["rotation_policies.enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rotation/policies/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was rotated, what failed and what is waited for
         * @description Scope `audit:read`. Rate category `rotation`.
         */
        get: operations["rotation_policies.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rotation/policies/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate secrets of a policy now; the server makes the values
         * @description Scope `secrets:rotate`. Rate category `rotation`.
         */
        post: operations["rotation_policies.rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rotation/policies/{id}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the secrets of a policy, by path
         * @description Scope `admin`. Rate category `rotation`.
         */
        get: operations["rotation_policies.secrets"];
        put?: never;
        /**
         * Attach a secret; one that follows another policy is moved
         * @description Scope `admin`. Rate category `rotation`.
         */
        post: operations["rotation_policies.attach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rotation/policies/{id}/secrets/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Detach a secret; its values stay
         * @description Scope `admin`. Rate category `rotation`.
         */
        delete: operations["rotation_policies.detach"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/secret-policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List generation policies, by name
         * @description Scope `secrets:list`. Rate category `secret_policy`.
         */
        get: operations["secret_policies.list"];
        put?: never;
        /**
         * Create a generation policy
         * @description Scope `admin`. Rate category `secret_policy`.
         */
        post: operations["secret_policies.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/secret-policies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a generation policy
         * @description Scope `secrets:list`. Rate category `secret_policy`.
         */
        get: operations["secret_policies.read"];
        put?: never;
        post?: never;
        /**
         * Delete a generation policy that nothing uses
         * @description Scope `admin`. Rate category `secret_policy`.
         */
        delete: operations["secret_policies.delete"];
        options?: never;
        head?: never;
        /**
         * Change a generation policy; fields as a whole
         * @description Scope `admin`. Rate category `secret_policy`.
         */
        patch: operations["secret_policies.update"];
        trace?: never;
    };
    "/v1/secret-policies/{id}/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make values into a secret; they are not shown
         * @description Scope `secrets:write`. Rate category `write`.
         */
        post: operations["secret_policies.generate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/secret-policies/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a sample that is stored nowhere
         * @description Scope `admin`. Rate category `secret_policy`.
         */
        post: operations["secret_policies.preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the secrets that the caller may list
         * @description Scope `secrets:list`. Rate category `list`.
         */
        get: operations["secrets.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/secrets/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a value
         * @description Scope `secrets:read`. Rate category `read`.
         */
        get: operations["secrets.read"];
        /**
         * Create a secret, or a new version of it
         * @description Scope `secrets:write`. Rate category `write`.
         */
        put: operations["secrets.put"];
        post?: never;
        /**
         * Delete a secret, softly or for good, or one version
         * @description Scope `secrets:delete`. Rate category `delete`.
         */
        delete: operations["secrets.delete"];
        options?: never;
        head?: never;
        /**
         * Change metadata and options
         * @description Scope `secrets:write`. Rate category `write`.
         */
        patch: operations["secrets.patch"];
        trace?: never;
    };
    "/v1/secrets/{path}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring a softly deleted secret back, or one version of a secret
         * @description Scope `secrets:write`. Rate category `write`.
         */
        post: operations["secrets.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/secrets/{path}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the value; older versions stay readable for a while
         * @description Scope `secrets:rotate`. Rate category `rotation`.
         */
        post: operations["secrets.rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/secrets/{path}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the versions that are kept, deleted and destroyed ones too
         * @description Scope `secrets:list`. Rate category `list`.
         */
        get: operations["secrets.versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/secrets/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read up to 100 values
         * @description Scope `secrets:read`. Rate category `batch_read`.
         */
        post: operations["secrets.batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/secrets/batch/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read everything but the values of many secrets, also by patterns
         * @description Scope `secrets:list`. Rate category `batch_metadata`.
         */
        post: operations["secrets.batch_metadata"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/secrets/expiring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what expires soon
         * @description Scope `secrets:list`. Rate category `list`.
         */
        get: operations["secrets.expiring"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/secrets/metadata/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read everything but the value
         * @description Scope `secrets:list`. Rate category `list`.
         */
        get: operations["secrets.metadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenant/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the settings of the space
         * @description Scope `admin`. Rate category `identity`.
         */
        get: operations["settings.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change settings of the space; null goes back to the default
         * @description Scope `admin`. Rate category `identity`.
         */
        patch: operations["settings.update"];
        trace?: never;
    };
    "/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tokens, newest first
         * @description Scope `identity:read`. Rate category `identity`.
         */
        get: operations["tokens.list"];
        put?: never;
        /**
         * Make a token for an identity
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        post: operations["tokens.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a token's record
         * @description Scope `identity:read`. Rate category `identity`.
         */
        get: operations["tokens.read"];
        put?: never;
        post?: never;
        /**
         * Revoke a token
         * @description Scope `identity:admin`, or the token itself. Rate category `identity`.
         */
        delete: operations["tokens.revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/{id}/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a token's life longer
         * @description Scope `identity:admin`, or the token itself. Rate category `identity`.
         */
        post: operations["tokens.renew"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace a token; the old one lives on for the overlap
         * @description Scope `identity:admin`, or the token itself. Rate category `identity`.
         */
        post: operations["tokens.rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/self": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the record of the token that asks
         * @description Any live token. Rate category `auth`.
         */
        get: operations["tokens.lookup_self"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/self/children": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a token with one's own rights or fewer, which dies with one's own
         * @description Any live token. Rate category `identity`.
         */
        post: operations["tokens.create_child"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/self/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the life of the token that asks longer
         * @description Any live token. Rate category `identity`.
         */
        post: operations["tokens.renew_self"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trusts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List trusts, the oldest first
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        get: operations["trusts.list"];
        put?: never;
        /**
         * Trust an issuer: its tokens buy short ones of the tenant
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        post: operations["trusts.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trusts/{trust_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a trust
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        get: operations["trusts.read"];
        put?: never;
        post?: never;
        /**
         * Delete a trust, and with it the tokens that it gave
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        delete: operations["trusts.delete"];
        options?: never;
        head?: never;
        /**
         * Change a trust; where it becomes narrower, the tokens that it gave end
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        patch: operations["trusts.update"];
        trace?: never;
    };
    "/v1/trusts/{trust_id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell why a trust takes a token, or does not; nothing is made and nothing used up
         * @description Scope `identity:admin`. Rate category `identity`.
         */
        post: operations["trusts.explain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is running */
        get: operations["system.version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhooks, by name
         * @description Scope `admin`. Rate category `webhook`.
         */
        get: operations["webhooks.list"];
        put?: never;
        /**
         * Create a webhook
         * @description Scope `admin`. Rate category `webhook`.
         */
        post: operations["webhooks.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a webhook and how it does
         * @description Scope `admin`. Rate category `webhook`.
         */
        get: operations["webhooks.read"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook and what waits for it
         * @description Scope `admin`. Rate category `webhook`.
         */
        delete: operations["webhooks.delete"];
        options?: never;
        head?: never;
        /**
         * Change a webhook, or its secret
         * @description Scope `admin`. Rate category `webhook`.
         */
        patch: operations["webhooks.update"];
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deliveries of the last 30 days, newest first
         * @description Scope `admin`. Rate category `webhook`.
         */
        get: operations["webhooks.deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries/{delivery_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver the same event again, now
         * @description Scope `admin`. Rate category `webhook`.
         */
        post: operations["webhooks.retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send `webhook.test` once and wait for the receiver
         * @description Scope `admin`. Rate category `webhook`.
         */
        post: operations["webhooks.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccessLists: {
            manage: string[];
            use: string[];
        } | null;
        AllowedByPolicy: {
            /** @enum {boolean} */
            allowed: true;
            matched_policy: string;
            matched_rule: components["schemas"]["PolicyRule"];
        };
        AppRole: {
            bind_secret_id: boolean;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            identity_id: string;
            name: string;
            /** @description Names the tenant too, so a login needs no other. */
            role_id: string;
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            secret_id_bound_cidrs: string[] | null;
            secret_id_num_uses: number | null;
            secret_id_ttl: string | null;
            /**
             * Format: date-time
             * @description Logins were refused too often: none is let in until then.
             * @example 2026-05-11T09:30:00Z
             */
            stopped_until: string | null;
            token_bound_cidrs: string[] | null;
            token_max_ttl: string | null;
            token_num_uses: number | null;
            token_policies: string[];
            token_ttl: string | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
        };
        AppRoleList: {
            approles: components["schemas"]["AppRole"][];
            cursor: string | null;
            has_more: boolean;
        };
        AppRoleLogin: {
            role_id: string;
            secret_id?: string;
        };
        AppRolePatch: {
            /** @description A login needs a secret id; false only with `secret_id_bound_cidrs`. */
            bind_secret_id?: boolean;
            /** @description Of the tokens that a login gives. */
            scopes?: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /**
             * @description Up to 50 addresses or CIDR ranges; null: any address.
             * @example [
             *       "192.0.2.0/24"
             *     ]
             */
            secret_id_bound_cidrs?: string[] | null;
            /** @description Requests that it opens; absent: any number. */
            secret_id_num_uses?: number | null;
            /** @example 90d */
            secret_id_ttl?: string | null;
            /**
             * @description Up to 50 addresses or CIDR ranges; null: any address.
             * @example [
             *       "192.0.2.0/24"
             *     ]
             */
            token_bound_cidrs?: string[] | null;
            /** @example 90d */
            token_max_ttl?: string | null;
            /** @description Requests that it opens; absent: any number. */
            token_num_uses?: number | null;
            /** @description Just these are bound to the role's identity. */
            token_policies?: string[];
            /** @example 90d */
            token_ttl?: string | null;
        };
        AppRoleSettings: {
            /** @description A login needs a secret id; false only with `secret_id_bound_cidrs`. */
            bind_secret_id?: boolean;
            /** @description Of the tokens that a login gives. */
            scopes?: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /**
             * @description Up to 50 addresses or CIDR ranges; null: any address.
             * @example [
             *       "192.0.2.0/24"
             *     ]
             */
            secret_id_bound_cidrs?: string[] | null;
            /** @description Requests that it opens; absent: any number. */
            secret_id_num_uses?: number | null;
            /** @example 90d */
            secret_id_ttl?: string | null;
            /**
             * @description Up to 50 addresses or CIDR ranges; null: any address.
             * @example [
             *       "192.0.2.0/24"
             *     ]
             */
            token_bound_cidrs?: string[] | null;
            /** @example 90d */
            token_max_ttl?: string | null;
            /** @description Requests that it opens; absent: any number. */
            token_num_uses?: number | null;
            /** @description Just these are bound to the role's identity. */
            token_policies?: string[];
            /** @example 90d */
            token_ttl?: string | null;
        };
        AttachSecret: {
            /** @example shop/db/login */
            secret_path: string;
        };
        AuditEntry: {
            /** @description One of those that the filter `action` takes. */
            action: string;
            /** @description Home of the identity. */
            actor_tenant_id: string | null;
            duration_ms: number;
            error_code: string | null;
            extra_data: {
                [key: string]: unknown;
            };
            /** @description Hex SHA-256 of: hash of the row before, a line feed, this entry without `hash` as canonical JSON (RFC 8785). */
            hash: string;
            id: string;
            identity_id: string;
            identity_type: string;
            request_id: string | null;
            secret_path: string | null;
            /** @description From 1, without gaps. */
            seq: number;
            source_ip: string | null;
            success: boolean;
            /** @description The space acted in. */
            tenant_id: string;
            /**
             * Format: date-time
             * @example 2026-06-02T08:00:00.123Z
             */
            timestamp: string;
            token_id: string | null;
            user_agent: string | null;
        };
        AuditExport: {
            filters?: {
                /** @description One action, or up to 20 with commas between: `approle_delete`, `approle_secret_id_create`, `approle_secret_id_destroy`, `approle_write`, `audit.pruned`, `audit_query`, `auth_refused`, `authentication.cancelled`, `authentication.listed`, `authentication.read`, `browser.created`, `browser.deleted`, `browser.listed`, `browser.read`, `browser.renamed`, `browser.rotated`, `browser.tested`, `config_read`, `credential.authenticated`, `credential.authentication_failed`, `credential.created`, `credential.deleted`, `credential.events_read`, `credential.leased`, `credential.listed`, `credential.login_described`, `credential.matched`, `credential.read`, `credential.refused`, `credential.resolved`, `credential.tested`, `credential.updated`, `cubbyhole_delete`, `cubbyhole_list`, `cubbyhole_read`, `cubbyhole_write`, `delete`, `export_created`, `generate`, `identity_create`, `identity_delete`, `identity_update`, `integration.created`, `integration.deleted`, `integration.events_read`, `integration.listed`, `integration.pushed`, `integration.read`, `integration.renamed`, `integration.rotated`, `integration.tested`, `keys_rewrap`, `list`, `partner_create`, `partner_update`, `policy_bind`, `policy_create`, `policy_delete`, `policy_unbind`, `policy_update`, `purge`, `read`, `restore`, `rotate`, `rotation_policy_attach`, `rotation_policy_create`, `rotation_policy_delete`, `rotation_policy_detach`, `rotation_policy_update`, `secret_policy_create`, `secret_policy_delete`, `secret_policy_preview`, `secret_policy_update`, `settings_update`, `space_key_rotate`, `tenant_create`, `tenant_refused`, `tenant_update`, `token_create`, `token_create_child`, `token_exchange`, `token_renew`, `token_revoke`, `token_rotate`, `trust_create`, `trust_delete`, `trust_explain`, `trust_update`, `unwrap`, `update`, `vault_login`, `version_delete`, `version_destroy`, `version_undelete`, `webhook_create`, `webhook_delete`, `webhook_delivery`, `webhook_retry`, `webhook_test`, `webhook_update`, `wrap`, `write`. */
                action?: string;
                identity_id?: string;
                /** @enum {string} */
                identity_type?: "user" | "service_account" | "group" | "system";
                path_prefix?: string;
                request_id?: string;
                source_ip?: string;
                success?: boolean;
                /** @description Rows about this trust, and all that was done by its word. */
                trust_id?: string;
            };
            /** @enum {string} */
            format?: "jsonl" | "csv";
            /**
             * @description Inclusive: RFC 3339, or a day (`2026-05-11`), which is its start in UTC.
             * @example 2026-01-01
             */
            from: string;
            /**
             * @description Exclusive: RFC 3339, or a day (`2026-05-11`), which is its end in UTC, so that the day is in.
             * @example 2026-01-31
             */
            to: string;
        };
        AuditLogs: {
            cursor: string | null;
            has_more: boolean;
            logs: components["schemas"]["AuditEntry"][];
        };
        AuditSummary: {
            by_action: {
                [key: string]: number;
            };
            by_error: {
                [key: string]: number;
            };
            failed_events: number;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            from: string;
            successful_events: number;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            to: string;
            top_identities: {
                count: number;
                identity_id: string;
            }[];
            top_secrets: {
                count: number;
                path: string;
            }[];
            total_events: number;
            unique_identities: number;
            unique_secrets: number;
        };
        AuditVerification: {
            /** @description The last row that the retention removed. */
            anchor: {
                hash: string;
                seq: number;
            };
            first_bad_seq: number | null;
            from_seq: number;
            /** @description The newest row. */
            head: {
                hash: string;
                seq: number;
            };
            next_seq: number | null;
            ok: boolean;
            /**
             * @description `mark_…`: the anchor or the head does not prove itself by its MAC.
             * @enum {string|null}
             */
            reason: "hash_mismatch" | "gap" | "expectation_failed" | "mark_mismatch" | "mark_key_unknown" | null;
            rows: number;
            to_seq: number;
        };
        Authenticate: {
            /**
             * @description By `fill` where `wire` proves impossible. Only with the mode `wire`.
             * @default false
             */
            allowFallback?: boolean;
            browser: components["schemas"]["BrowserChoice"];
            /**
             * @default wire
             * @enum {string}
             */
            mode?: "wire" | "fill" | "prompt_user";
            /**
             * @description How long a person may take. With the mode `prompt_user` it is required, and 1000 or more.
             * @default 0
             */
            pauseTimeoutMs?: number;
            selectors?: components["schemas"]["LoginSelectors"];
            /**
             * @description `false` only with the mode `fill`.
             * @default true
             */
            submit?: boolean;
            /** @description By what the sign-in is known to have worked; with both of the first two keys, both must hold. With the mode `prompt_user` it is required, with one of them. */
            success?: {
                selector?: string;
                /** @default 15000 */
                timeoutMs?: number;
                /**
                 * @description The whole URL; `*` is any run of characters.
                 * @example https://portal.example.net/home*
                 */
                urlPattern?: string;
            };
            target?: components["schemas"]["PageChoice"];
            /** @default 30000 */
            waitMs?: number;
        };
        Authentication: {
            /** @description Why it did not work; null where it did. */
            code: string | null;
            /** Format: uuid */
            credentialId: string;
            /** @description Only where there is more to say. */
            details?: {
                [key: string]: unknown;
            };
            durationMs: number | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            endedAt: string | null;
            host: string | null;
            /** Format: uuid */
            id: string;
            matchedPattern: string | null;
            /** @enum {string} */
            mode: "wire" | "fill" | "prompt_user";
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            startedAt: string;
            /** @enum {string} */
            status: "running" | "paused" | "authenticated" | "filled" | "failed" | "cancelled";
            steps: {
                /** @enum {string} */
                outcome: "filled" | "substituted" | "sent";
                /** @enum {string} */
                step: "username" | "password" | "totp" | "submit";
            }[];
            usedTotp: boolean;
            vaultVersion: number | null;
            /** @enum {string|null} */
            verdict: "signed_in" | "already_signed_in" | "still_on_form" | "otp_required" | "challenge" | "unknown_after_submit" | null;
        };
        Binding: {
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            created_by: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            id: string;
            identity_id: string;
            /** @enum {string} */
            identity_type: "user" | "service_account" | "group";
            policy_id: string;
        };
        BindingList: {
            bindings: components["schemas"]["Binding"][];
            cursor: string | null;
            has_more: boolean;
        };
        BrokerEvent: {
            action: string;
            actor: string;
            /** Format: date-time */
            at: string;
            code: string | null;
            details: {
                [key: string]: unknown;
            };
            id: string;
            /** @enum {string} */
            outcome: "success" | "failure";
            requestId: string | null;
        };
        Browser: {
            /** @enum {string} */
            auth: "none" | "url" | "bearer";
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            createdAt: string;
            endpoint: string;
            /** Format: uuid */
            id: string;
            name: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            updatedAt: string;
        };
        /** @description A registered browser, or a socket of one's own, which takes the scope `credentials:use` as well. */
        BrowserChoice: components["schemas"]["RegisteredBrowser"] | components["schemas"]["OwnSocket"];
        ChildToken: {
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            created_by: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            id: string;
            identity_id: string;
            is_cut: boolean;
            /** @description Of the foreign token that it was bought with: `iss`. */
            issuer: string | null;
            /** @description The same: `jti`. */
            jti: string | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            last_used_at: string | null;
            /** @example 30d */
            max_ttl: string | null;
            metadata: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            mfa_verified_at: string | null;
            name: string;
            /** @description Requests that it still opens; null: any number. */
            num_uses: number | null;
            /** @description The token that made it, and that it dies with. */
            parent: string | null;
            policies: string[];
            /** @description The only policies that count for it; null: all. */
            policy_ids: string[] | null;
            renewable: boolean;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            renewed_at: string | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            revoked_at: string | null;
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /** @enum {string} */
            status: "active" | "expired" | "revoked";
            /** @description The same: `sub`. */
            subject: string | null;
            /** @description Shown in this answer and never again. */
            token: string;
            /** @description The trust by whose word its bearer is here, also of what such a token made for itself. */
            trust_id: string | null;
            /** @enum {string} */
            via: "api" | "child" | "approle" | "trust";
        };
        Credential: {
            access: components["schemas"]["AccessLists"];
            allowedDomains: string[];
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            createdAt: string;
            fieldMap: components["schemas"]["FieldMap"];
            /** Format: uuid */
            id: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            lastUsedAt: string | null;
            name: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            updatedAt: string;
            /** Format: uuid */
            vaultIntegrationId: string;
            vaultPath: string;
        };
        CredentialPatch: {
            access?: components["schemas"]["NewAccessLists"];
            /**
             * @example [
             *       "portal.example.net",
             *       "*.staff.example.net"
             *     ]
             */
            allowedDomains?: string[];
            fieldMap?: components["schemas"]["FieldMap"];
            name?: string;
            vaultIntegrationId?: string;
            /** @example secret/data/portal/billing-robot */
            vaultPath?: string;
        };
        DescribeLogin: {
            browser: components["schemas"]["BrowserChoice"];
            selectors?: components["schemas"]["LoginSelectors"];
            target?: components["schemas"]["PageChoice"];
        };
        DueRotations: {
            cursor: string | null;
            has_more: boolean;
            secrets: {
                /**
                 * Format: date-time
                 * @example 2026-05-11T09:30:00Z
                 */
                due_at: string;
                /** @description Rounded up; negative once past. */
                hours_until_due: number;
                overdue: boolean;
                policy_id: string;
                policy_name: string;
                secret_path: string;
            }[];
        };
        Error: {
            error: {
                /** @description Stable; what clients branch on. */
                code: string;
                details?: {
                    [key: string]: unknown;
                };
                /** @description For people; may change. */
                message: string;
                request_id: string;
            };
        };
        /** @description All given ones must hold. */
        EventFilters: {
            /** @example shop/ */
            path_prefix?: string;
            /** @enum {string} */
            secret_type?: "kv" | "json" | "certificate" | "ssh_key" | "api_key";
            tags?: string[];
        };
        ExchangedToken: {
            /** @description The text of the token; it is in this answer only. */
            access_token: string;
            /** @description Seconds that it lives. */
            expires_in: number;
            /** @enum {string} */
            issued_token_type: "urn:ietf:params:oauth:token-type:access_token";
            /** @description What it may do: scopes with spaces between them. */
            scope: string;
            /** @enum {string} */
            token_type: "Bearer";
        };
        ExpiringPartnerSecrets: {
            cursor: string | null;
            has_more: boolean;
            secrets: {
                days_remaining: number;
                /**
                 * Format: date-time
                 * @example 2026-05-11T09:30:00Z
                 */
                expires_at: string;
                path: string;
                /** @enum {string} */
                scope: "partner";
            }[];
        };
        ExpiringSecrets: {
            cursor: string | null;
            has_more: boolean;
            secrets: {
                days_remaining: number;
                /**
                 * Format: date-time
                 * @example 2026-05-11T09:30:00Z
                 */
                expires_at: string;
                path: string;
            }[];
        };
        FieldMap: {
            password: string;
            /** @description Another field than that of `password`. */
            totp?: string;
            username: string;
        };
        GenerateSecret: {
            /**
             * @example {
             *       "description": "Card processor",
             *       "tags": [
             *         "payments"
             *       ]
             *     }
             */
            metadata?: {
                [key: string]: unknown;
            } | null;
            options?: components["schemas"]["SecretOptions"];
            /** @example shop/db/login */
            path: string;
            /** @enum {string} */
            secret_type?: "kv" | "json" | "certificate" | "ssh_key" | "api_key";
        };
        GenerationPolicyFieldOfBcryptHash: {
            /** @default {} */
            config?: {
                length?: number;
                rounds?: number;
            };
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            generator: "bcrypt_hash";
            name: string;
        };
        GenerationPolicyFieldOfEcKeypair: {
            /** @default {} */
            config?: {
                /** @enum {string} */
                curve?: "P-256" | "P-384";
                private_field?: string;
                public_field?: string;
            };
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            generator: "ec_keypair";
            name: string;
        };
        GenerationPolicyFieldOfHex: {
            /** @default {} */
            config?: {
                length?: number;
            };
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            generator: "hex";
            name: string;
        };
        GenerationPolicyFieldOfRandom: {
            /** @default {} */
            config?: {
                /** @enum {string} */
                charset?: "alpha" | "numeric" | "alphanumeric" | "hex" | "symbols" | "full" | "safe";
                length?: number;
                require_digit?: boolean;
                require_lower?: boolean;
                require_symbol?: boolean;
                require_upper?: boolean;
            };
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            generator: "random";
            name: string;
        };
        GenerationPolicyFieldOfRsaKeypair: {
            /** @default {} */
            config?: {
                /** @enum {integer} */
                bits?: 2048 | 4096;
                private_field?: string;
                public_field?: string;
            };
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            generator: "rsa_keypair";
            name: string;
        };
        GenerationPolicyFieldOfSshKeypair: {
            /** @default {} */
            config?: {
                comment?: string;
                /** @enum {string} */
                key_type?: "ed25519" | "rsa";
                private_field?: string;
                public_field?: string;
            };
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            generator: "ssh_keypair";
            name: string;
        };
        GenerationPolicyFieldOfStatic: {
            config: {
                value: string;
            };
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            generator: "static";
            name: string;
        };
        GenerationPolicyFieldOfTemplate: {
            config: {
                template: string;
            };
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            generator: "template";
            name: string;
        };
        GenerationPolicyFieldOfUuid: {
            /** @default {} */
            config?: {
                /** @enum {integer} */
                version?: 4 | 7;
            };
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            generator: "uuid";
            name: string;
        };
        Health: {
            /** @enum {string} */
            status: "healthy";
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            timestamp: string;
        };
        Identity: {
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            display_name: string | null;
            groups: string[];
            identity_id: string;
            /** @enum {string} */
            identity_type: "user" | "service_account" | "group";
            is_active: boolean;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            last_seen_at: string | null;
            roles: ("tenant_admin" | "partner_admin")[];
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
        };
        IdentityList: {
            cursor: string | null;
            has_more: boolean;
            identities: components["schemas"]["Identity"][];
        };
        IdentityPatch: {
            display_name?: string | null;
            groups?: string[];
            is_active?: boolean;
            roles?: ("tenant_admin" | "partner_admin")[];
        };
        IdentityTrail: {
            cursor: string | null;
            has_more: boolean;
            identity_id: string;
            logs: components["schemas"]["AuditEntry"][];
            summary: {
                /** @description Refused with 403. */
                denied_30d: number;
                /**
                 * Format: date-time
                 * @example 2026-05-11T09:30:00Z
                 */
                last_seen_at: string | null;
                total_events_30d: number;
                unique_secrets_30d: number;
            };
        };
        Introspected: components["schemas"]["LiveToken"] | components["schemas"]["NoLiveToken"];
        Introspection: {
            token: string;
        };
        KeyUse: {
            newest: string;
            /** @description Sealed records by root key id, over all spaces. */
            records: {
                [key: string]: number;
            };
        };
        LiveToken: {
            /** @enum {boolean} */
            active: true;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            identity_id: string;
            /** @enum {string} */
            identity_type: "user" | "service_account";
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            issued_at: string;
            /** @description Of the foreign token that it was bought with: `iss`. */
            issuer: string | null;
            /** @description The same: `jti`. */
            jti: string | null;
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /** @description The same: `sub`. */
            subject: string | null;
            tenant_id: string | null;
            token_id: string;
            /** @description The trust by whose word its bearer is here, also of what such a token made for itself. */
            trust_id: string | null;
        };
        LoginDescription: {
            allowed: boolean;
            form: {
                fields: {
                    frameHost: string | null;
                    label: string;
                    /** @enum {string} */
                    role: "username" | "password" | "totp";
                    selector: string;
                }[];
                /** @enum {string} */
                kind: "login" | "username_step" | "code" | "registration" | "change";
                submit: {
                    label: string;
                    selector: string;
                } | null;
            } | null;
            host: string | null;
            matchedPattern: string | null;
            /** @description The code with which a run would end here. */
            refusal: string | null;
        };
        /** @description CSS, tried instead of detection; every check holds for what they name. None may ask for an attribute `value`, but of a button named by its type alone. */
        LoginSelectors: {
            password?: string;
            submit?: string;
            totp?: string;
            username?: string;
        };
        LoginToken: {
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            created_by: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            id: string;
            identity_id: string;
            /** @description Of the foreign token that it was bought with: `iss`. */
            issuer: string | null;
            /** @description The same: `jti`. */
            jti: string | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            last_used_at: string | null;
            /** @example 30d */
            max_ttl: string | null;
            metadata: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            mfa_verified_at: string | null;
            name: string;
            /** @description Requests that it still opens; null: any number. */
            num_uses: number | null;
            /** @description The token that made it, and that it dies with. */
            parent: string | null;
            policies: string[];
            /** @description The only policies that count for it; null: all. */
            policy_ids: string[] | null;
            renewable: boolean;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            renewed_at: string | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            revoked_at: string | null;
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /** @enum {string} */
            status: "active" | "expired" | "revoked";
            /** @description The same: `sub`. */
            subject: string | null;
            /** @description Shown in this answer and never again. */
            token: string;
            /** @description The trust by whose word its bearer is here, also of what such a token made for itself. */
            trust_id: string | null;
            /** @enum {string} */
            via: "api" | "child" | "approle" | "trust";
        };
        MadeSecretId: {
            accessor: string;
            cidr_list: string[] | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            created_by: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            metadata: {
                [key: string]: string;
            };
            /** @description Logins that it still opens; null: any number. */
            num_uses: number | null;
            /** @description Shown in this answer and never again. */
            secret_id: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
        };
        MatchedUrl: {
            allowed: boolean;
            host: string | null;
            matchedPattern: string | null;
            reason: string | null;
        };
        MatchUrl: {
            /**
             * @description The address the browser has committed.
             * @example https://portal.example.net/login
             */
            url: string;
        };
        MetadataBatch: {
            options?: {
                expand_wildcards?: boolean;
                fail_fast?: boolean;
            };
            paths: string[];
        };
        MintedToken: {
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            created_by: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            id: string;
            identity_id: string;
            /** @description Of the foreign token that it was bought with: `iss`. */
            issuer: string | null;
            /** @description The same: `jti`. */
            jti: string | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            last_used_at: string | null;
            /** @example 30d */
            max_ttl: string | null;
            metadata: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            mfa_verified_at: string | null;
            name: string;
            /** @description Requests that it still opens; null: any number. */
            num_uses: number | null;
            /** @description The token that made it, and that it dies with. */
            parent: string | null;
            /** @description The only policies that count for it; null: all. */
            policy_ids: string[] | null;
            renewable: boolean;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            renewed_at: string | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            revoked_at: string | null;
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /** @enum {string} */
            status: "active" | "expired" | "revoked";
            /** @description The same: `sub`. */
            subject: string | null;
            /** @description Shown in this answer and never again. */
            token: string;
            /** @description The trust by whose word its bearer is here, also of what such a token made for itself. */
            trust_id: string | null;
            /** @enum {string} */
            via: "api" | "child" | "approle" | "trust";
        };
        /** @description Who of the tenant may use the credential, and who may change it; an absent list names nobody. */
        NewAccessLists: {
            /**
             * @example [
             *       "sa:checkout",
             *       "group:bots"
             *     ]
             */
            manage?: string[];
            /**
             * @example [
             *       "sa:checkout",
             *       "group:bots"
             *     ]
             */
            use?: string[];
        } | null;
        NewBinding: {
            /** Format: date-time */
            expires_at?: string | null;
            /** @example user:alice@acme.example */
            identity_id: string;
            /**
             * @description The id's own kind, its default.
             * @enum {string}
             */
            identity_type?: "user" | "service_account" | "group";
        };
        NewBrowser: {
            /** @description Kept sealed, never given out. Needed with `url` and `bearer`, not taken with `none`. */
            apiKey?: string;
            /**
             * @description How the key travels: `url` just where the endpoint has `{apiKey}`. Default: `url` there, else `bearer` where there is a key, else `none`.
             * @enum {string}
             */
            auth?: "none" | "url" | "bearer";
            /**
             * @description A socket (`wss://`), or a server whose `/json/version` names one (`https://`). `{apiKey}` and `{session}` may stand for a whole segment of the path or a whole value of the query.
             * @example wss://browsers.acme.example/connect
             */
            endpoint: string;
            name: string;
        };
        NewChildToken: {
            /** @example 90d */
            expires_in?: string;
            /**
             * @description No renewal leads further than this.
             * @example 30d
             */
            max_ttl?: string;
            name: string;
            /** @description It outlives the token that asks; needs `identity:admin`. */
            no_parent?: boolean;
            /** @description Requests that it opens; absent: any number. */
            num_uses?: number;
            /** @description Names of policies that the token holds; absent: all. */
            policies?: string[];
            /** @description Its life may be made longer by renewals. */
            renewable?: boolean;
            /** @description Absent: those of the token that asks. */
            scopes?: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
        };
        NewCredential: {
            access?: components["schemas"]["NewAccessLists"];
            /**
             * @example [
             *       "portal.example.net",
             *       "*.staff.example.net"
             *     ]
             */
            allowedDomains: string[];
            fieldMap: components["schemas"]["FieldMap"];
            name: string;
            vaultIntegrationId: string;
            /** @example secret/data/portal/billing-robot */
            vaultPath: string;
        };
        NewIdentity: {
            display_name?: string | null;
            groups?: string[];
            /** @example user:alice@acme.example */
            identity_id: string;
            is_active?: boolean;
            roles?: ("tenant_admin" | "partner_admin")[];
        };
        /** @description Credentials then point into the tenant's own secrets. */
        NewNative: {
            config?: Record<string, never>;
            name: string;
            /** @enum {string} */
            type: "native";
        };
        NewPartner: {
            name: string;
            slug?: string;
        };
        NewPolicy: {
            description?: string | null;
            is_active?: boolean;
            name: string;
            rules: components["schemas"]["PolicyRule"][];
            /**
             * @description The kind of the space acted in, its default.
             * @enum {string}
             */
            scope?: "tenant" | "partner";
        };
        NewRotationPolicy: {
            auto_generate?: boolean;
            description?: string | null;
            /** @example 90d */
            grace_period?: string;
            id?: string;
            /** @example 90d */
            interval: string;
            is_active?: boolean;
            name: string;
            secret_policy_id?: string | null;
            /**
             * @description Up to 10 durations, a list or a text with commas.
             * @example 7d,1d
             */
            warn_before?: string | string[] | null;
            webhook_ids?: string[];
        };
        NewSecretId: {
            /**
             * @description Up to 50 addresses or CIDR ranges; null: any address.
             * @example [
             *       "192.0.2.0/24"
             *     ]
             */
            cidr_list?: string[];
            /** @description Shown with each token that a login by it gives. */
            metadata?: {
                [key: string]: string;
            };
            /** @description Logins that it opens. */
            num_uses?: number;
            /** @description Absent: a random one. */
            secret_id?: string;
            /** @example 90d */
            ttl?: string;
        };
        NewSecretPolicy: {
            description?: string | null;
            fields: components["schemas"]["SecretPolicyField"][];
            is_active?: boolean;
            name: string;
            /**
             * @description A mere hint.
             * @enum {string}
             */
            policy_type?: "password" | "api_key" | "oauth_client" | "ssh_key" | "custom";
        };
        NewTenant: {
            name: string;
            partner_id?: string;
            slug?: string;
        };
        NewToken: {
            /** Format: date-time */
            expires_at?: string | null;
            /** @example 90d */
            expires_in?: string;
            /** @example user:alice@acme.example */
            identity_id: string;
            /**
             * @description No renewal leads further than this.
             * @example 30d
             */
            max_ttl?: string;
            /** Format: date-time */
            mfa_verified_at?: string;
            name: string;
            /** @description Requests that it opens; absent: any number. */
            num_uses?: number;
            /** @description Its life may be made longer by renewals. */
            renewable?: boolean;
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
        };
        /**
         * @example {
         *       "name": "deploy",
         *       "preset": "github",
         *       "claims": {
         *         "repository_id": "123456789",
         *         "repository_owner_id": "987654",
         *         "ref": "refs/heads/main"
         *       },
         *       "identity_id": "sa:deploy",
         *       "create_identity": true,
         *       "scopes": [
         *         "secrets:read"
         *       ]
         *     }
         */
        NewTrust: {
            /** @example https://postern.acme.example/tnt_acme */
            audience?: string;
            /**
             * @description A claim (dot path or JSON pointer) to the text that fits it, or to several. `*` stands for any run without `/` and `:`.
             * @example {
             *       "repository_id": "123456789",
             *       "repository_owner_id": "987654",
             *       "ref": "refs/heads/main"
             *     }
             */
            claims: {
                [key: string]: string | string[];
            };
            create_identity?: boolean;
            groups?: string[];
            /** @example groups */
            groups_claim?: string | null;
            /**
             * @description A value of the claim to a group of the tenant.
             * @example {}
             */
            groups_map?: {
                [key: string]: string;
            };
            /**
             * @description Who the bearer is: an id, or a template over claims, as in `user:{email}`.
             * @example sa:deploy
             */
            identity_id: string;
            is_active?: boolean;
            /** @example https://issuer.acme.example */
            issuer?: string;
            /** @description Public keys (RFC 7517, section 5), up to 64 KiB. Not with `jwks_uri`. */
            jwks?: ({
                keys: ({
                    /** @example EC */
                    kty: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            }) | null;
            /** @example https://issuer.acme.example/keys */
            jwks_uri?: string | null;
            /** @description Values of a claim that count as a second factor. */
            mfa_claim?: {
                /** @example groups */
                claim: string;
                /**
                 * @example [
                 *       "mfa"
                 *     ]
                 */
                values: string[];
            } | null;
            name: string;
            /** @enum {string} */
            preset?: "github" | "gitlab" | "kubernetes" | "cloudflare_access" | "oidc";
            roles?: ("tenant_admin" | "partner_admin")[];
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            single_use?: boolean;
            /** @example 90d */
            ttl?: string;
        };
        NewVault: {
            config: {
                /** @example https://vault.acme.example:8200 */
                address: string;
                /** @enum {string} */
                authMethod: "approle";
                authMount?: string;
                /** @enum {integer} */
                kvVersion?: 1 | 2;
                /** @example platform/web */
                namespace?: string | null;
                roleId: string;
                /** @description AppRole secret_id. Kept sealed, never given out. */
                secretId: string;
            };
            name: string;
            /** @enum {string} */
            type: "hashicorp";
        };
        NewVaultIntegration: components["schemas"]["NewVault"] | components["schemas"]["NewNative"];
        NewWebhook: {
            enabled?: boolean;
            /**
             * @description Wildcards leave out `secret.accessed`.
             * @example [
             *       "secret.*"
             *     ]
             */
            events: ("secret.created" | "secret.updated" | "secret.deleted" | "secret.rotated" | "secret.expiring" | "secret.expired" | "secret.restored" | "secret.accessed" | "policy.created" | "policy.updated" | "policy.deleted" | "policy.binding.created" | "policy.binding.deleted" | "policy.violation" | "credential.domains_changed" | "credential.authenticated" | "credential.authentication_failed" | "rotation.due" | "rotation.overdue" | "rotation.completed" | "rotation.failed" | "wrapping.unwrap_refused" | "*" | "secret.*" | "policy.*" | "credential.*" | "rotation.*" | "wrapping.*")[];
            filters?: components["schemas"]["EventFilters"];
            name: string;
            /**
             * @description `whsec_` and base64 of 24 to 64 bytes. Kept sealed, never given out.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
             */
            secret?: string;
            /** @example https://hooks.acme.example/in */
            url: string;
        };
        NoLiveToken: {
            /** @enum {boolean} */
            active: false;
        };
        OneVersionDeleted: {
            /** @enum {boolean} */
            deleted: true;
            /** @enum {boolean} */
            destroyed?: true;
            path: string;
            version: number;
        };
        OwnSocket: {
            cdpUrl: string;
        };
        /** @description With the names of the policies that count for it now. */
        OwnToken: {
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            created_by: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            id: string;
            identity_id: string;
            /** @description Of the foreign token that it was bought with: `iss`. */
            issuer: string | null;
            /** @description The same: `jti`. */
            jti: string | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            last_used_at: string | null;
            /** @example 30d */
            max_ttl: string | null;
            metadata: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            mfa_verified_at: string | null;
            name: string;
            /** @description Requests that it still opens; null: any number. */
            num_uses: number | null;
            /** @description The token that made it, and that it dies with. */
            parent: string | null;
            policies: string[];
            /** @description The only policies that count for it; null: all. */
            policy_ids: string[] | null;
            renewable: boolean;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            renewed_at: string | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            revoked_at: string | null;
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /** @enum {string} */
            status: "active" | "expired" | "revoked";
            /** @description The same: `sub`. */
            subject: string | null;
            /** @description The trust by whose word its bearer is here, also of what such a token made for itself. */
            trust_id: string | null;
            /** @enum {string} */
            via: "api" | "child" | "approle" | "trust";
        };
        PageByAddress: {
            urlPrefix: string;
        };
        PageById: {
            targetId: string;
        };
        /** @description Which page; absent: the only one. */
        PageChoice: components["schemas"]["PageById"] | components["schemas"]["PageByAddress"];
        Partner: {
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            id: string;
            name: string;
            slug: string;
            /** @enum {string} */
            status: "active" | "suspended";
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
        };
        PartnerList: {
            cursor: string | null;
            has_more: boolean;
            partners: components["schemas"]["Partner"][];
        };
        PartnerSecretList: {
            cursor: string | null;
            has_more: boolean;
            secrets: {
                access_count_30d?: number;
                cas_required?: boolean;
                /**
                 * Format: date-time
                 * @example 2026-05-11T09:30:00Z
                 */
                created_at?: string;
                current_version?: number;
                delete_version_after?: string | null;
                /**
                 * Format: date-time
                 * @example 2026-05-11T09:30:00Z
                 */
                expires_at: string | null;
                /**
                 * Format: date-time
                 * @example 2026-05-11T09:30:00Z
                 */
                last_accessed_at?: string | null;
                max_versions?: number;
                metadata?: {
                    [key: string]: string | number | boolean | string[];
                };
                notify_before?: string[];
                path: string;
                rotation_policy?: {
                    id: string;
                    /**
                     * Format: date-time
                     * @example 2026-05-11T09:30:00Z
                     */
                    next_rotation: string;
                } | null;
                /** @enum {string} */
                scope: "partner";
                secret_policy_id?: string | null;
                /** @enum {string} */
                secret_type: "kv" | "json" | "certificate" | "ssh_key" | "api_key";
                tags: string[];
                /**
                 * Format: date-time
                 * @example 2026-05-11T09:30:00Z
                 */
                updated_at: string;
                version: number;
                version_count?: number;
            }[];
            total_count: number;
        };
        PatchSecret: {
            /**
             * @example {
             *       "description": "Card processor",
             *       "tags": [
             *         "payments"
             *       ]
             *     }
             */
            metadata?: {
                [key: string]: unknown;
            } | null;
            options?: components["schemas"]["SecretOptions"];
        };
        Policy: {
            /** @description Live ones, newest first. */
            bindings: components["schemas"]["Binding"][];
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            description: string | null;
            id: string;
            is_active: boolean;
            name: string;
            revision: number;
            rules: components["schemas"]["PolicyRule"][];
            /**
             * @description The kind of the space acted in, its default.
             * @enum {string}
             */
            scope: "tenant" | "partner";
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
        };
        PolicyChange: {
            description?: string | null;
            is_active?: boolean;
            name?: string;
            rules?: components["schemas"]["PolicyRule"][];
            /**
             * @description The kind of the space acted in, its default.
             * @enum {string}
             */
            scope?: "tenant" | "partner";
        };
        PolicyList: {
            cursor: string | null;
            has_more: boolean;
            policies: components["schemas"]["PolicySummary"][];
        };
        PolicyRule: {
            conditions?: {
                /**
                 * @example [
                 *       "203.0.113.0/24"
                 *     ]
                 */
                ip_ranges?: string[];
                require_mfa?: boolean;
                time_window?: {
                    days?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                    /**
                     * @description Another than `start`; before it: on the next day.
                     * @example 18:00
                     */
                    end: string;
                    /** @example 08:00 */
                    start: string;
                    /**
                     * @description IANA name; UTC if absent.
                     * @example Europe/Amsterdam
                     */
                    timezone?: string;
                };
            };
            /** @example prod/** */
            path_pattern: string;
            /** @description `admin` is all of them. */
            permissions: ("read" | "write" | "delete" | "list" | "rotate" | "admin")[];
        };
        PolicySummary: {
            binding_count: number;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            id: string;
            is_active: boolean;
            name: string;
            rule_count: number;
            /**
             * @description The kind of the space acted in, its default.
             * @enum {string}
             */
            scope: "tenant" | "partner";
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
        };
        PolicyTest: components["schemas"]["AllowedByPolicy"] | components["schemas"]["RefusedByPolicy"];
        PushedSecret: {
            mount: string;
            path: string;
            vaultPath: string;
            version?: number;
            /** @enum {string} */
            warning?: "mount_not_versioned";
        };
        PushSecret: {
            /**
             * @example {
             *       "key": "example"
             *     }
             */
            data: {
                [key: string]: string;
            };
            metadata?: {
                [key: string]: string;
            };
            mount?: string;
            path: string;
        };
        PutSecret: {
            /**
             * @example {
             *       "key": "example"
             *     }
             */
            data: {
                [key: string]: unknown;
            };
            /**
             * @example {
             *       "description": "Card processor",
             *       "tags": [
             *         "payments"
             *       ]
             *     }
             */
            metadata?: {
                [key: string]: unknown;
            } | null;
            options?: components["schemas"]["SecretOptions"];
            /** @enum {string} */
            secret_type?: "kv" | "json" | "certificate" | "ssh_key" | "api_key";
        };
        ReadBatch: {
            options?: {
                fail_fast?: boolean;
                include_metadata?: boolean;
                version?: number;
            };
            paths: string[];
        };
        Readiness: {
            checks: {
                /** @enum {string} */
                config: "ok" | "failed";
                /** @enum {string} */
                database: "ok" | "failed";
                /** @enum {string} */
                encryption: "ok" | "failed";
                /** @enum {string} */
                storage: "ok" | "failed";
            };
            errors?: {
                [key: string]: string;
            };
            /** @enum {string} */
            status: "ready" | "not_ready";
        };
        RefusedByPolicy: {
            /** @enum {boolean} */
            allowed: false;
            evaluated_policies: string[];
            /** @enum {string|null} */
            failed_condition: "ip_ranges" | "time_window" | "require_mfa" | null;
            /** @description The code that the request would be refused with. */
            reason: string;
        };
        RegisteredBrowser: {
            /**
             * @description The `id` of a registered browser.
             * @example 01a226f6-b867-7608-bcc3-d4aca577b38c
             */
            browserId: string;
            session?: string;
        };
        RenameBrowser: {
            name: string;
        };
        RenameVaultIntegration: {
            name: string;
        };
        RenewedToken: {
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            created_by: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            id: string;
            identity_id: string;
            /** @description Less was given than was asked for. */
            is_cut: boolean;
            /** @description Of the foreign token that it was bought with: `iss`. */
            issuer: string | null;
            /** @description The same: `jti`. */
            jti: string | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            last_used_at: string | null;
            /** @example 30d */
            max_ttl: string | null;
            metadata: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            mfa_verified_at: string | null;
            name: string;
            /** @description Requests that it still opens; null: any number. */
            num_uses: number | null;
            /** @description The token that made it, and that it dies with. */
            parent: string | null;
            /** @description The only policies that count for it; null: all. */
            policy_ids: string[] | null;
            renewable: boolean;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            renewed_at: string | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            revoked_at: string | null;
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /** @enum {string} */
            status: "active" | "expired" | "revoked";
            /** @description The same: `sub`. */
            subject: string | null;
            /** @description The trust by whose word its bearer is here, also of what such a token made for itself. */
            trust_id: string | null;
            /** @enum {string} */
            via: "api" | "child" | "approle" | "trust";
        };
        ResolveCredential: {
            /** @description Of those that the credential maps. Not with the mode `prompt_user`. */
            fields?: ("username" | "password" | "totp")[];
            /** @enum {string} */
            mode?: "vault" | "prompt_user";
            /**
             * @description The address the browser has committed.
             * @example https://portal.example.net/login
             */
            url: string;
        };
        ResolvedCredential: {
            credentialId: string;
            host: string;
            matchedPattern: string;
            /** @enum {string} */
            mode: "vault" | "prompt_user";
            password?: string;
            totp?: {
                code: string;
                /**
                 * Format: date-time
                 * @example 2026-05-11T09:30:00Z
                 */
                expiresAt: string;
                period: number;
                remainingSeconds: number;
            };
            username?: string;
            vaultVersion?: number | null;
        };
        Rewrap: {
            dry_run?: boolean;
            limit?: number;
        };
        Rewrapped: {
            dry_run: boolean;
            newest: string;
            remaining: number;
            rewrapped: number;
        };
        RotateApiKey: {
            /** @description Kept sealed, never given out. */
            apiKey: string;
        };
        RotateByPolicy: {
            secret_paths?: string[];
        };
        RotatedToken: {
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            created_by: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            id: string;
            identity_id: string;
            /** @description Of the foreign token that it was bought with: `iss`. */
            issuer: string | null;
            /** @description The same: `jti`. */
            jti: string | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            last_used_at: string | null;
            /** @example 30d */
            max_ttl: string | null;
            metadata: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            mfa_verified_at: string | null;
            name: string;
            /** @description Requests that it still opens; null: any number. */
            num_uses: number | null;
            /** @description The token that made it, and that it dies with. */
            parent: string | null;
            /** @description The only policies that count for it; null: all. */
            policy_ids: string[] | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            previous_expires_at: string;
            renewable: boolean;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            renewed_at: string | null;
            replaces: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            revoked_at: string | null;
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /** @enum {string} */
            status: "active" | "expired" | "revoked";
            /** @description The same: `sub`. */
            subject: string | null;
            /** @description Shown in this answer and never again. */
            token: string;
            /** @description The trust by whose word its bearer is here, also of what such a token made for itself. */
            trust_id: string | null;
            /** @enum {string} */
            via: "api" | "child" | "approle" | "trust";
        };
        /**
         * @example {
         *       "new_value": {
         *         "key": "example"
         *       }
         *     }
         */
        RotateSecret: {
            /** @example 90d */
            grace_period?: string;
            /**
             * @example {
             *       "key": "example"
             *     }
             */
            new_value?: {
                [key: string]: unknown;
            };
            reason?: string;
        };
        RotateSecretId: {
            /** @description AppRole secret_id. Kept sealed, never given out. */
            secretId: string;
        };
        RotationAttachment: {
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            assigned_at: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            last_rotated_at: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            next_rotation: string;
            policy_id: string;
            secret_path: string;
        };
        RotationAttachmentList: {
            cursor: string | null;
            has_more: boolean;
            secrets: components["schemas"]["RotationAttachment"][];
        };
        RotationHistory: {
            cursor: string | null;
            data: components["schemas"]["RotationHistoryEntry"][];
            has_more: boolean;
        };
        RotationHistoryEntry: {
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            completed_at: string | null;
            error: string | null;
            id: string;
            new_version: number | null;
            old_version: number | null;
            secret_path: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            started_at: string;
            /** @enum {string} */
            status: "success" | "failed" | "pending";
            /** @enum {string} */
            trigger: "schedule" | "manual" | "put";
        };
        RotationPolicy: {
            auto_generate: boolean;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            description: string | null;
            grace_period: string;
            /** @example rot_monthly */
            id: string;
            interval: string;
            interval_seconds: number;
            is_active: boolean;
            name: string;
            secret_policy_id: string | null;
            secrets_count: number;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
            /**
             * @description Longest first; empty: none.
             * @example 7d,1d
             */
            warn_before: string;
            webhook_ids: string[];
        };
        RotationPolicyChange: {
            auto_generate?: boolean;
            description?: string | null;
            /** @example 90d */
            grace_period?: string;
            /** @example 90d */
            interval?: string;
            is_active?: boolean;
            name?: string;
            secret_policy_id?: string | null;
            /**
             * @description Up to 10 durations, a list or a text with commas.
             * @example 7d,1d
             */
            warn_before?: string | string[] | null;
            webhook_ids?: string[];
        };
        RotationPolicyList: {
            cursor: string | null;
            data: components["schemas"]["RotationPolicy"][];
            has_more: boolean;
        };
        Secret: {
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            data: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            metadata: {
                [key: string]: string | number | boolean | string[];
            };
            path: string;
            rotation_policy_id: string | null;
            secret_policy_id: string | null;
            /** @enum {string} */
            secret_type: "kv" | "json" | "certificate" | "ssh_key" | "api_key";
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
            version: number;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            version_created_at: string;
        };
        SecretBatch: {
            errors: {
                [key: string]: {
                    code: string;
                    message: string;
                };
            };
            secrets: {
                [key: string]: {
                    data: {
                        [key: string]: unknown;
                    };
                    metadata?: {
                        [key: string]: string | number | boolean | string[];
                    };
                    /** @enum {string} */
                    secret_type: "kv" | "json" | "certificate" | "ssh_key" | "api_key";
                    version: number;
                };
            };
        };
        SecretCreated: {
            /** @enum {boolean} */
            created: true;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            path: string;
            /** @enum {string} */
            secret_type: "kv" | "json" | "certificate" | "ssh_key" | "api_key";
            version: number;
        };
        SecretDeleted: components["schemas"]["WholeSecretDeleted"] | components["schemas"]["OneVersionDeleted"];
        SecretId: {
            accessor: string;
            cidr_list: string[] | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            created_by: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            metadata: {
                [key: string]: string;
            };
            /** @description Logins that it still opens; null: any number. */
            num_uses: number | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
        };
        SecretIdList: {
            cursor: string | null;
            has_more: boolean;
            secret_ids: components["schemas"]["SecretId"][];
        };
        SecretList: {
            cursor: string | null;
            has_more: boolean;
            secrets: {
                access_count_30d?: number;
                cas_required?: boolean;
                /**
                 * Format: date-time
                 * @example 2026-05-11T09:30:00Z
                 */
                created_at?: string;
                current_version?: number;
                delete_version_after?: string | null;
                /**
                 * Format: date-time
                 * @example 2026-05-11T09:30:00Z
                 */
                expires_at: string | null;
                /**
                 * Format: date-time
                 * @example 2026-05-11T09:30:00Z
                 */
                last_accessed_at?: string | null;
                max_versions?: number;
                metadata?: {
                    [key: string]: string | number | boolean | string[];
                };
                notify_before?: string[];
                path: string;
                rotation_policy?: {
                    id: string;
                    /**
                     * Format: date-time
                     * @example 2026-05-11T09:30:00Z
                     */
                    next_rotation: string;
                } | null;
                secret_policy_id?: string | null;
                /** @enum {string} */
                secret_type: "kv" | "json" | "certificate" | "ssh_key" | "api_key";
                tags: string[];
                /**
                 * Format: date-time
                 * @example 2026-05-11T09:30:00Z
                 */
                updated_at: string;
                version: number;
                version_count?: number;
            }[];
            total_count: number;
        };
        SecretOptions: {
            cas_required?: boolean | null;
            /** @example 90d */
            delete_version_after?: string | null;
            /** Format: date-time */
            expires_at?: string | null;
            /** @example 90d */
            expires_in?: string | null;
            max_versions?: number | null;
            /** @description Up to 10 durations; null: the space's default. */
            notify_before?: string | string[] | null;
            rotation_policy_id?: string | null;
            secret_policy_id?: string | null;
        };
        SecretPolicy: {
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            description: string | null;
            fields: components["schemas"]["SecretPolicyField"][];
            id: string;
            is_active: boolean;
            name: string;
            /** @enum {string} */
            policy_type: "password" | "api_key" | "oauth_client" | "ssh_key" | "custom";
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
        };
        SecretPolicyChange: {
            description?: string | null;
            fields?: components["schemas"]["SecretPolicyField"][];
            is_active?: boolean;
            name?: string;
            /**
             * @description A mere hint.
             * @enum {string}
             */
            policy_type?: "password" | "api_key" | "oauth_client" | "ssh_key" | "custom";
        };
        SecretPolicyField: components["schemas"]["GenerationPolicyFieldOfRandom"] | components["schemas"]["GenerationPolicyFieldOfHex"] | components["schemas"]["GenerationPolicyFieldOfUuid"] | components["schemas"]["GenerationPolicyFieldOfTemplate"] | components["schemas"]["GenerationPolicyFieldOfRsaKeypair"] | components["schemas"]["GenerationPolicyFieldOfEcKeypair"] | components["schemas"]["GenerationPolicyFieldOfSshKeypair"] | components["schemas"]["GenerationPolicyFieldOfBcryptHash"] | components["schemas"]["GenerationPolicyFieldOfStatic"];
        SecretPolicyList: {
            cursor: string | null;
            has_more: boolean;
            policies: components["schemas"]["SecretPolicy"][];
        };
        SecretPolicyPreview: {
            data: {
                [key: string]: string;
            };
        };
        SecretRecord: {
            access_count_30d: number;
            cas_required: boolean;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            current_version: number;
            delete_version_after: string | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            last_accessed_at: string | null;
            max_versions: number;
            metadata: {
                [key: string]: string | number | boolean | string[];
            };
            notify_before: string[];
            path: string;
            rotation_policy: {
                id: string;
                /**
                 * Format: date-time
                 * @example 2026-05-11T09:30:00Z
                 */
                next_rotation: string;
            } | null;
            secret_policy_id: string | null;
            /** @enum {string} */
            secret_type: "kv" | "json" | "certificate" | "ssh_key" | "api_key";
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
            version_count: number;
        };
        SecretRecordBatch: {
            errors: {
                [key: string]: {
                    code: string;
                    message: string;
                };
            };
            secrets: {
                [key: string]: components["schemas"]["SecretRecord"];
            };
            truncated: boolean;
        };
        SecretRestored: {
            path: string;
            /** @enum {boolean} */
            restored: true;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            restored_at: string;
            version: number;
        };
        SecretRotated: {
            auto_generated: boolean;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            grace_period_ends: string;
            path: string;
            previous_version: number;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            rotated_at: string;
            version: number;
        };
        SecretTrail: {
            cursor: string | null;
            has_more: boolean;
            logs: components["schemas"]["AuditEntry"][];
            path: string;
            summary: {
                /**
                 * Format: date-time
                 * @example 2026-05-11T09:30:00Z
                 */
                last_accessed_at: string | null;
                /** @description Values given. */
                total_accesses_30d: number;
                unique_identities_30d: number;
            };
        };
        SecretUpdated: {
            /** @enum {boolean} */
            created: false;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            grace_period_ends?: string;
            path: string;
            previous_version: number;
            /** @enum {boolean} */
            rotated?: true;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
            version: number;
        };
        SecretVersions: {
            path: string;
            versions: {
                /**
                 * Format: date-time
                 * @example 2026-05-11T09:30:00Z
                 */
                created_at: string;
                created_by: string;
                /**
                 * Format: date-time
                 * @example 2026-05-11T09:30:00Z
                 */
                deleted_at: string | null;
                destroyed: boolean;
                is_current: boolean;
                /**
                 * Format: date-time
                 * @example 2026-05-11T09:30:00Z
                 */
                readable_until: string | null;
                version: number;
            }[];
        };
        Settings: {
            audit_retention: string;
            cas_required: boolean;
            delete_version_after: string | null;
            max_versions: number;
            metadata_cas_required: boolean;
            mfa_max_age: string;
            notify_before: string[];
            rotation_grace_period: string;
            soft_delete_retention: string;
            token_default_ttl: string;
            token_max_ttl: string | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
        };
        SettingsChange: {
            /**
             * @description 30d to 3650d; null: back to the default.
             * @example 3650d
             */
            audit_retention?: string | null;
            cas_required?: boolean | null;
            /**
             * @description 1s to 3650d; null: back to the default.
             * @example 3650d
             */
            delete_version_after?: string | null;
            /** @example 10 */
            max_versions?: number | null;
            metadata_cas_required?: boolean | null;
            /**
             * @description 1m to 24h; null: back to the default.
             * @example 24h
             */
            mfa_max_age?: string | null;
            /**
             * @description Up to 10 durations.
             * @example [
             *       "30d",
             *       "7d",
             *       "1d"
             *     ]
             */
            notify_before?: string | string[] | null;
            /**
             * @description 0s to 90d; null: back to the default.
             * @example 90d
             */
            rotation_grace_period?: string | null;
            /**
             * @description 1h to 365d; null: back to the default.
             * @example 365d
             */
            soft_delete_retention?: string | null;
            /**
             * @description 1m to 3650d; null: back to the default.
             * @example 3650d
             */
            token_default_ttl?: string | null;
            /**
             * @description 1h to 3650d; null: back to the default.
             * @example 3650d
             */
            token_max_ttl?: string | null;
        };
        SpaceKey: {
            key_version: number;
            pending: number;
            space_id: string;
        };
        SpacePatch: {
            name?: string;
            /** @enum {string} */
            status?: "active" | "suspended";
        };
        Tenant: {
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            id: string;
            name: string;
            partner_id: string;
            slug: string;
            /** @enum {string} */
            status: "active" | "suspended";
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
        };
        TenantList: {
            cursor: string | null;
            has_more: boolean;
            tenants: components["schemas"]["Tenant"][];
        };
        TestBrowser: {
            session?: string;
        };
        TestCredential: {
            allowRead?: boolean;
            /**
             * @description The address the browser has committed.
             * @example https://portal.example.net/login
             */
            url?: string;
        };
        TestedBrowser: {
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            checkedAt: string;
            /** @enum {string|null} */
            code: "browser_unreachable" | "browser_refused" | "browser_gone" | null;
            latencyMs: number;
            ok: boolean;
            pages: number | null;
            product: string | null;
            protocolVersion: string | null;
            /** @enum {string} */
            stage: "address" | "version" | "connect" | "protocol";
        };
        TestedCredential: {
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            checkedAt: string;
            checks: {
                /** @enum {string} */
                domain: "passed" | "failed" | "skipped";
                fields: {
                    /** @enum {string} */
                    password: "passed" | "failed" | "skipped";
                    /** @enum {string} */
                    totp?: "passed" | "failed" | "skipped";
                    /** @enum {string} */
                    username: "passed" | "failed" | "skipped";
                };
                /** @enum {string} */
                login: "passed" | "failed" | "skipped";
                /** @enum {string} */
                path: "passed" | "failed" | "skipped";
                /** @enum {string} */
                totpSeed: "passed" | "failed" | "skipped";
            };
            code: string | null;
            /** @enum {string|null} */
            hint: "read_needed" | "missing_data_segment" | "kv_version" | null;
            latencyMs: number;
            /** @description `true` only if a resolve for an allowed page would succeed; `null` where the secret would have to be read for that. */
            ok: boolean | null;
            vaultVersion: number | null;
        };
        TestedVaultIntegration: {
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            checkedAt: string;
            code: string | null;
            /**
             * @description `lookup_denied`: the role may not look its token up; nothing speaks against the login.
             * @enum {string|null}
             */
            hint: "lookup_denied" | null;
            latencyMs: number;
            ok: boolean;
            /** @enum {string} */
            stage: "address" | "login" | "lookup";
            tokenTtlSeconds: number | null;
        };
        TestPolicy: {
            context?: {
                mfa_verified?: boolean;
                source_ip?: string;
                /** Format: date-time */
                timestamp?: string;
            };
            /** @example user:alice@acme.example */
            identity_id: string;
            /** @example shop/db/login */
            path: string;
            /** @enum {string} */
            permission: "read" | "write" | "delete" | "list" | "rotate" | "admin";
        };
        TestVaultIntegration: {
            freshLogin?: boolean;
        };
        Token: {
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            created_by: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            id: string;
            identity_id: string;
            /** @description Of the foreign token that it was bought with: `iss`. */
            issuer: string | null;
            /** @description The same: `jti`. */
            jti: string | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            last_used_at: string | null;
            /** @example 30d */
            max_ttl: string | null;
            metadata: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            mfa_verified_at: string | null;
            name: string;
            /** @description Requests that it still opens; null: any number. */
            num_uses: number | null;
            /** @description The token that made it, and that it dies with. */
            parent: string | null;
            /** @description The only policies that count for it; null: all. */
            policy_ids: string[] | null;
            renewable: boolean;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            renewed_at: string | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            revoked_at: string | null;
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /** @enum {string} */
            status: "active" | "expired" | "revoked";
            /** @description The same: `sub`. */
            subject: string | null;
            /** @description The trust by whose word its bearer is here, also of what such a token made for itself. */
            trust_id: string | null;
            /** @enum {string} */
            via: "api" | "child" | "approle" | "trust";
        };
        TokenExchange: {
            /** @description Not taken: nobody acts for somebody else here. */
            actor_token?: string;
            /** @description Not taken. */
            actor_token_type?: string;
            /** @description The tenant's id, or the audience of its trust. Absent: one that the token itself names. */
            audience?: string;
            /**
             * @description The grant of RFC 8693.
             * @enum {string}
             */
            grant_type: "urn:ietf:params:oauth:grant-type:token-exchange";
            /**
             * @description What is wanted for it; there is only this.
             * @enum {string}
             */
            requested_token_type?: "urn:ietf:params:oauth:token-type:access_token";
            /** @description Scopes, with spaces between them: fewer than the trust gives. Absent: all that it gives. */
            scope?: string;
            /** @description The foreign token: a JWT, as its issuer signed it. */
            subject_token: string;
            /**
             * @description What the foreign token is.
             * @enum {string}
             */
            subject_token_type: "urn:ietf:params:oauth:token-type:jwt" | "urn:ietf:params:oauth:token-type:id_token";
            /** @description Id or name of the one trust that may take the token. Absent: the oldest that fits. */
            trust?: string;
        };
        TokenList: {
            cursor: string | null;
            has_more: boolean;
            tokens: components["schemas"]["Token"][];
        };
        TokenRenewal: {
            /**
             * @description From now on; absent: as long as it was first made to live.
             * @example 1h
             */
            increment?: string;
        };
        TokenRotation: {
            /**
             * @description How long the old token lives on; `0s` to `7d`, default `1h`.
             * @example 1h
             */
            overlap?: string;
        };
        Trust: {
            audience: string;
            claims: {
                [key: string]: string | string[];
            };
            create_identity: boolean;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            created_by: string;
            groups: string[];
            groups_claim: string | null;
            groups_map: {
                [key: string]: string;
            };
            id: string;
            identity_id: string;
            is_active: boolean;
            issuer: string;
            jwks: {
                keys: {
                    alg?: string;
                    crv?: string;
                    e?: string;
                    key_ops?: string[];
                    kid?: string;
                    kty: string;
                    n?: string;
                    use?: string;
                    x?: string;
                    y?: string;
                }[];
            } | null;
            jwks_uri: string | null;
            mfa_claim: {
                claim: string;
                values: string[];
            } | null;
            name: string;
            /** @enum {string} */
            preset: "github" | "gitlab" | "kubernetes" | "cloudflare_access" | "oidc";
            roles: ("tenant_admin" | "partner_admin")[];
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            single_use: boolean;
            /** @example 15m */
            ttl: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
        };
        TrustCheck: {
            /** @enum {string} */
            check: "form" | "active" | "algorithm" | "issuer" | "audience" | "expires_at" | "not_before" | "issued_at" | "claim" | "identity" | "single_use" | "signature";
            /** @description The claim that was looked at, as the trust names it. */
            claim?: string;
            /** @enum {string} */
            outcome: "passed" | "failed" | "skipped";
            /** @description A reason word: why it failed or was skipped. Null: it passed. */
            reason: string | null;
        };
        TrustExplain: {
            /** @description The foreign token that is to be looked at. */
            jwt: string;
        };
        TrustExplanation: {
            checks: components["schemas"]["TrustCheck"][];
            /** @description Would an exchange by this trust be let in now? */
            ok: boolean;
        };
        TrustList: {
            cursor: string | null;
            has_more: boolean;
            trusts: components["schemas"]["Trust"][];
        };
        TrustPatch: {
            /** @example https://postern.acme.example/tnt_acme */
            audience?: string;
            /**
             * @description A claim (dot path or JSON pointer) to the text that fits it, or to several. `*` stands for any run without `/` and `:`.
             * @example {
             *       "repository_id": "123456789",
             *       "repository_owner_id": "987654",
             *       "ref": "refs/heads/main"
             *     }
             */
            claims?: {
                [key: string]: string | string[];
            };
            create_identity?: boolean;
            groups?: string[];
            /** @example groups */
            groups_claim?: string | null;
            /**
             * @description A value of the claim to a group of the tenant.
             * @example {}
             */
            groups_map?: {
                [key: string]: string;
            };
            /**
             * @description Who the bearer is: an id, or a template over claims, as in `user:{email}`.
             * @example sa:deploy
             */
            identity_id?: string;
            is_active?: boolean;
            /** @example https://issuer.acme.example */
            issuer?: string;
            /** @description Public keys (RFC 7517, section 5), up to 64 KiB. Not with `jwks_uri`. */
            jwks?: ({
                keys: ({
                    /** @example EC */
                    kty: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            }) | null;
            /** @example https://issuer.acme.example/keys */
            jwks_uri?: string | null;
            /** @description Values of a claim that count as a second factor. */
            mfa_claim?: {
                /** @example groups */
                claim: string;
                /**
                 * @example [
                 *       "mfa"
                 *     ]
                 */
                values: string[];
            } | null;
            name?: string;
            /** @enum {string} */
            preset?: "github" | "gitlab" | "kubernetes" | "cloudflare_access" | "oidc";
            roles?: ("tenant_admin" | "partner_admin")[];
            scopes?: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            single_use?: boolean;
            /** @example 90d */
            ttl?: string;
        };
        VaultIntegration: {
            address: string | null;
            /** @enum {string|null} */
            authMethod: "approle" | null;
            authMount: string | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            createdAt: string;
            /** Format: uuid */
            id: string;
            /** @enum {integer} */
            kvVersion: 1 | 2;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            lastCheckedAt: string | null;
            name: string;
            namespace: string | null;
            roleId: string | null;
            /** @enum {string} */
            status: "unknown" | "healthy" | "failing";
            /** @enum {string} */
            type: "hashicorp" | "native";
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            updatedAt: string;
        };
        Version: {
            api_version: string;
            build: string | null;
            commit: string | null;
            version: string;
        };
        Webhook: {
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            enabled: boolean;
            events: string[];
            filters: components["schemas"]["EventFilters"];
            id: string;
            name: string;
            /** @enum {string} */
            status: "healthy" | "degraded" | "failing" | "disabled";
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
            url: string;
        };
        WebhookChange: {
            enabled?: boolean;
            /**
             * @description Wildcards leave out `secret.accessed`.
             * @example [
             *       "secret.*"
             *     ]
             */
            events?: ("secret.created" | "secret.updated" | "secret.deleted" | "secret.rotated" | "secret.expiring" | "secret.expired" | "secret.restored" | "secret.accessed" | "policy.created" | "policy.updated" | "policy.deleted" | "policy.binding.created" | "policy.binding.deleted" | "policy.violation" | "credential.domains_changed" | "credential.authenticated" | "credential.authentication_failed" | "rotation.due" | "rotation.overdue" | "rotation.completed" | "rotation.failed" | "wrapping.unwrap_refused" | "*" | "secret.*" | "policy.*" | "credential.*" | "rotation.*" | "wrapping.*")[];
            filters?: components["schemas"]["EventFilters"];
            /**
             * @description Not together with `secret`.
             * @enum {boolean}
             */
            generate_secret?: true;
            name?: string;
            /**
             * @description For a new secret: how long the one before signs too, at most 7d; default 24h.
             * @example 90d
             */
            previous_secret_ttl?: string;
            /**
             * @description `whsec_` and base64 of 24 to 64 bytes. Kept sealed, never given out.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
             */
            secret?: string;
            /** @example https://hooks.acme.example/in */
            url?: string;
        };
        WebhookDelivery: {
            attempts: number;
            duration_ms: number | null;
            /** @enum {string|null} */
            error: "timeout" | "connection" | "status" | "redirect" | "blocked_address" | "disabled" | null;
            event_id: string;
            event_type: string;
            id: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            next_attempt_at: string | null;
            response_code: number | null;
            /** @enum {string} */
            status: "pending" | "success" | "failed";
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            timestamp: string;
        };
        WebhookDeliveryList: {
            cursor: string | null;
            deliveries: components["schemas"]["WebhookDelivery"][];
            has_more: boolean;
        };
        WebhookList: {
            cursor: string | null;
            has_more: boolean;
            webhooks: components["schemas"]["Webhook"][];
        };
        WebhookReport: {
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            enabled: boolean;
            events: string[];
            filters: components["schemas"]["EventFilters"];
            id: string;
            last_delivery: {
                id: string;
                response_code: number | null;
                /** @enum {string} */
                status: "pending" | "success" | "failed";
                /**
                 * Format: date-time
                 * @example 2026-05-11T09:30:00Z
                 */
                timestamp: string;
            } | null;
            name: string;
            statistics: {
                avg_latency_ms: number | null;
                deliveries_24h: number;
                /** @description 0 to 1, of those that ended. */
                success_rate_24h: number | null;
            };
            /** @enum {string} */
            status: "healthy" | "degraded" | "failing" | "disabled";
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
            url: string;
        };
        WebhookRetry: {
            delivery_id: string;
            /** @enum {string} */
            status: "pending";
        };
        WebhookTest: {
            delivery_id: string;
            duration_ms: number | null;
            response_code: number | null;
            /** @enum {string} */
            status: "success" | "failed";
        };
        WebhookWritten: {
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            enabled: boolean;
            events: string[];
            filters: components["schemas"]["EventFilters"];
            id: string;
            name: string;
            /** @description Only where the server made it, and only in this answer. */
            secret?: string;
            /** @enum {string} */
            status: "healthy" | "degraded" | "failing" | "disabled";
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
            url: string;
        };
        Whoami: {
            display_name: string | null;
            groups: string[];
            identity_id: string;
            /** @enum {string} */
            identity_type: "user" | "service_account" | "system";
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            mfa_verified_at: string | null;
            partner_id: string | null;
            roles: ("tenant_admin" | "partner_admin")[];
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            tenant_id: string | null;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            token_expires_at: string | null;
            token_id: string | null;
            /** @description The trust by whose word the caller is here. */
            trust_id: string | null;
        };
        WholeSecretDeleted: {
            /** @enum {boolean} */
            deleted: true;
            path: string;
            permanent: boolean;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            recoverable_until: string | null;
        };
        WrittenCredential: {
            access: components["schemas"]["AccessLists"];
            allowedDomains: string[];
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            createdAt: string;
            fieldMap: components["schemas"]["FieldMap"];
            /** Format: uuid */
            id: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            lastUsedAt: string | null;
            name: string;
            /**
             * Format: date-time
             * @example 2026-05-11T09:30:00Z
             */
            updatedAt: string;
            /** Format: uuid */
            vaultIntegrationId: string;
            vaultPath: string;
            /** @description Only where something is odd: the path of a KV version 2 engine lacks its segment `data`. */
            warnings?: "missing_data_segment"[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "authentications.list": {
        parameters: {
            query?: {
                credentialId?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; the next one is in `Link`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Authentication"][];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "authentications.read": {
        parameters: {
            query?: {
                waitMs?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run, ended or not. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Authentication"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "authentications.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run as it stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Authentication"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "browsers.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, or one page; the next one is in `Link`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Browser"][];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "browsers.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "example",
                 *       "endpoint": "wss://browsers.acme.example/connect"
                 *     }
                 */
                "application/json": components["schemas"]["NewBrowser"];
            };
        };
        responses: {
            /** @description The browser. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Browser"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "browsers.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The browser. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Browser"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "browsers.rotate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "apiKey": "example"
                 *     }
                 */
                "application/json": components["schemas"]["RotateApiKey"];
            };
        };
        responses: {
            /** @description The browser. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Browser"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "browsers.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "browsers.rename": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "example"
                 *     }
                 */
                "application/json": components["schemas"]["RenameBrowser"];
            };
        };
        responses: {
            /** @description The browser. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Browser"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "browsers.test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["TestBrowser"];
            };
        };
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestedBrowser"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "credentials.list": {
        parameters: {
            query?: {
                cursor?: string;
                /** @description One host, without a wildcard. */
                domain?: string;
                limit?: number;
                vaultIntegrationId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, or one page; the next one is in `Link`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credential"][];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "credentials.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "example",
                 *       "vaultIntegrationId": "example",
                 *       "vaultPath": "secret/data/portal/billing-robot",
                 *       "fieldMap": {
                 *         "username": "example",
                 *         "password": "example"
                 *       },
                 *       "allowedDomains": [
                 *         "portal.example.net",
                 *         "*.staff.example.net"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewCredential"];
            };
        };
        responses: {
            /** @description The credential. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenCredential"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "credentials.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The credential. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credential"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "credentials.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "credentials.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "example"
                 *     }
                 */
                "application/json": components["schemas"]["CredentialPatch"];
            };
        };
        responses: {
            /** @description The credential. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenCredential"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "authentications.begin": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the same run, for a day; another body is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "browser": {
                 *         "browserId": "01a226f6-b867-7608-bcc3-d4aca577b38c"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Authenticate"];
            };
        };
        responses: {
            /** @description The run, which has ended, well or not. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Authentication"];
                };
            };
            /** @description The run, which goes on. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Authentication"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "credentials.describe_login": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "browser": {
                 *         "browserId": "01a226f6-b867-7608-bcc3-d4aca577b38c"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["DescribeLogin"];
            };
        };
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginDescription"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "credentials.events": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; the next one is in `Link`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrokerEvent"][];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "credentials.match": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://portal.example.net/login"
                 *     }
                 */
                "application/json": components["schemas"]["MatchUrl"];
            };
        };
        responses: {
            /** @description The verdict. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatchedUrl"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "credentials.resolve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://portal.example.net/login"
                 *     }
                 */
                "application/json": components["schemas"]["ResolveCredential"];
            };
        };
        responses: {
            /** @description The asked fields. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResolvedCredential"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "credentials.test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["TestCredential"];
            };
        };
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestedCredential"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "integrations.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, or one page; the next one is in `Link`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VaultIntegration"][];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "integrations.create": {
        parameters: {
            query?: {
                verify?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "example",
                 *       "type": "hashicorp",
                 *       "config": {
                 *         "address": "https://vault.acme.example:8200",
                 *         "authMethod": "approle",
                 *         "roleId": "example",
                 *         "secretId": "example"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NewVaultIntegration"];
            };
        };
        responses: {
            /** @description The integration. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VaultIntegration"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "integrations.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The integration. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VaultIntegration"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "integrations.rotate": {
        parameters: {
            query?: {
                verify?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "secretId": "example"
                 *     }
                 */
                "application/json": components["schemas"]["RotateSecretId"];
            };
        };
        responses: {
            /** @description The integration. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VaultIntegration"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "integrations.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "integrations.rename": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "example"
                 *     }
                 */
                "application/json": components["schemas"]["RenameVaultIntegration"];
            };
        };
        responses: {
            /** @description The integration. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VaultIntegration"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "integrations.events": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; the next one is in `Link`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrokerEvent"][];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "integrations.push": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "path": "example",
                 *       "data": {
                 *         "key": "example"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PushSecret"];
            };
        };
        responses: {
            /** @description Written. The data is never echoed. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushedSecret"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "integrations.test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["TestVaultIntegration"];
            };
        };
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestedVaultIntegration"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "keys.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The use of each root key. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyUse"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "keys.rewrap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["Rewrap"];
            };
        };
        responses: {
            /** @description What was done, and what is left. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rewrapped"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "keys.rotate_space": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                space_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key in use, and how many versions still wait for it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpaceKey"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "approles.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Roles with their role ids. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppRoleList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "approles.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The role with its role id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppRole"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "approles.put": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "scopes": [
                 *         "secrets:read"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AppRoleSettings"];
            };
        };
        responses: {
            /** @description The role, replaced. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppRole"];
                };
            };
            /** @description The role, and its identity `sa:<name>` if there was none. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppRole"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "approles.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "approles.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "scopes": [
                 *         "secrets:read"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AppRolePatch"];
            };
        };
        responses: {
            /** @description The role. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppRole"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "approles.secret_ids": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Secret ids without their texts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretIdList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "approles.create_secret_id": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["NewSecretId"];
            };
        };
        responses: {
            /** @description The secret id; its text is in this answer only. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeSecretId"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "approles.read_secret_id": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                accessor: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The secret id without its text. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretId"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "approles.destroy_secret_id": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                accessor: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Destroyed: no login by it is let in. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "audit.export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "from": "2026-01-01",
                 *       "to": "2026-01-31"
                 *     }
                 */
                "application/json": components["schemas"]["AuditExport"];
            };
        };
        responses: {
            /** @description The entries, streamed: one JSON object a line, or CSV. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "audit.identity_trail": {
        parameters: {
            query?: {
                cursor?: string;
                /** @description Inclusive: RFC 3339, or a day (`2026-05-11`), which is its start in UTC. */
                from?: string;
                limit?: number;
                /** @description Exclusive: RFC 3339, or a day (`2026-05-11`), which is its end in UTC, so that the day is in. */
                to?: string;
            };
            header?: never;
            path: {
                identity_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A summary and one page of entries, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityTrail"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "audit.logs": {
        parameters: {
            query?: {
                /** @description One action, or up to 20 with commas between: `approle_delete`, `approle_secret_id_create`, `approle_secret_id_destroy`, `approle_write`, `audit.pruned`, `audit_query`, `auth_refused`, `authentication.cancelled`, `authentication.listed`, `authentication.read`, `browser.created`, `browser.deleted`, `browser.listed`, `browser.read`, `browser.renamed`, `browser.rotated`, `browser.tested`, `config_read`, `credential.authenticated`, `credential.authentication_failed`, `credential.created`, `credential.deleted`, `credential.events_read`, `credential.leased`, `credential.listed`, `credential.login_described`, `credential.matched`, `credential.read`, `credential.refused`, `credential.resolved`, `credential.tested`, `credential.updated`, `cubbyhole_delete`, `cubbyhole_list`, `cubbyhole_read`, `cubbyhole_write`, `delete`, `export_created`, `generate`, `identity_create`, `identity_delete`, `identity_update`, `integration.created`, `integration.deleted`, `integration.events_read`, `integration.listed`, `integration.pushed`, `integration.read`, `integration.renamed`, `integration.rotated`, `integration.tested`, `keys_rewrap`, `list`, `partner_create`, `partner_update`, `policy_bind`, `policy_create`, `policy_delete`, `policy_unbind`, `policy_update`, `purge`, `read`, `restore`, `rotate`, `rotation_policy_attach`, `rotation_policy_create`, `rotation_policy_delete`, `rotation_policy_detach`, `rotation_policy_update`, `secret_policy_create`, `secret_policy_delete`, `secret_policy_preview`, `secret_policy_update`, `settings_update`, `space_key_rotate`, `tenant_create`, `tenant_refused`, `tenant_update`, `token_create`, `token_create_child`, `token_exchange`, `token_renew`, `token_revoke`, `token_rotate`, `trust_create`, `trust_delete`, `trust_explain`, `trust_update`, `unwrap`, `update`, `vault_login`, `version_delete`, `version_destroy`, `version_undelete`, `webhook_create`, `webhook_delete`, `webhook_delivery`, `webhook_retry`, `webhook_test`, `webhook_update`, `wrap`, `write`. */
                action?: string;
                cursor?: string;
                /** @description Inclusive: RFC 3339, or a day (`2026-05-11`), which is its start in UTC. */
                from?: string;
                identity_id?: string;
                identity_type?: "user" | "service_account" | "group" | "system";
                limit?: number;
                path_prefix?: string;
                request_id?: string;
                source_ip?: string;
                success?: boolean;
                /** @description Exclusive: RFC 3339, or a day (`2026-05-11`), which is its end in UTC, so that the day is in. */
                to?: string;
                /** @description Rows about this trust, and all that was done by its word. */
                trust_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditLogs"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "audit.secret_trail": {
        parameters: {
            query?: {
                cursor?: string;
                /** @description Inclusive: RFC 3339, or a day (`2026-05-11`), which is its start in UTC. */
                from?: string;
                limit?: number;
                /** @description Exclusive: RFC 3339, or a day (`2026-05-11`), which is its end in UTC, so that the day is in. */
                to?: string;
            };
            header?: never;
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A summary and one page of entries, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretTrail"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "audit.summary": {
        parameters: {
            query?: {
                /** @description Inclusive: RFC 3339, or a day (`2026-05-11`), which is its start in UTC. */
                from?: string;
                /** @description Exclusive: RFC 3339, or a day (`2026-05-11`), which is its end in UTC, so that the day is in. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditSummary"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "audit.verify": {
        parameters: {
            query?: {
                expect_hash?: string;
                expect_seq?: number;
                from_seq?: number;
                to_seq?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether the chain holds, and where it breaks first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditVerification"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "approles.login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role_id": "example"
                 *     }
                 */
                "application/json": components["schemas"]["AppRoleLogin"];
            };
        };
        responses: {
            /** @description A token; its text is in this answer only. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginToken"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "auth.introspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "example"
                 *     }
                 */
                "application/json": components["schemas"]["Introspection"];
            };
        };
        responses: {
            /** @description What it allows, or that it is none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Introspected"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "trusts.exchange": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
                 *       "subject_token": "example",
                 *       "subject_token_type": "urn:ietf:params:oauth:token-type:jwt"
                 *     }
                 */
                "application/json": components["schemas"]["TokenExchange"];
                "application/x-www-form-urlencoded": components["schemas"]["TokenExchange"];
            };
        };
        responses: {
            /** @description A token that lives a short time. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangedToken"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "auth.whoami": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Whoami"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "system.health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "system.ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It can. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "identities.list": {
        parameters: {
            query?: {
                cursor?: string;
                group?: string;
                include_inactive?: boolean;
                limit?: number;
                type?: "user" | "service_account" | "group";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description People, service accounts and groups. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "identities.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "identity_id": "user:alice@acme.example"
                 *     }
                 */
                "application/json": components["schemas"]["NewIdentity"];
            };
        };
        responses: {
            /** @description The identity. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Identity"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "identities.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                identity_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The identity. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Identity"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "identities.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                identity_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone, from the next request on. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "identities.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                identity_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "display_name": "example"
                 *     }
                 */
                "application/json": components["schemas"]["IdentityPatch"];
            };
        };
        responses: {
            /** @description The identity. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Identity"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "partners.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                status?: "active" | "suspended";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Partners. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "partners.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "example"
                 *     }
                 */
                "application/json": components["schemas"]["NewPartner"];
            };
        };
        responses: {
            /** @description The partner. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partner"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "partners.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                partner_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The partner. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partner"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "partners.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                partner_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "example"
                 *     }
                 */
                "application/json": components["schemas"]["SpacePatch"];
            };
        };
        responses: {
            /** @description The partner. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partner"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "tenants.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                partner_id?: string;
                status?: "active" | "suspended";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tenants. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "tenants.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "example"
                 *     }
                 */
                "application/json": components["schemas"]["NewTenant"];
            };
        };
        responses: {
            /** @description The tenant. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "tenants.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tenant. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "tenants.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenant_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "example"
                 *     }
                 */
                "application/json": components["schemas"]["SpacePatch"];
            };
        };
        responses: {
            /** @description The tenant. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "partner_secrets.list": {
        parameters: {
            query?: {
                cursor?: string;
                expires_before?: string;
                include_expired?: boolean;
                include_metadata?: boolean;
                limit?: number;
                prefix?: string;
                secret_type?: "kv" | "json" | "certificate" | "ssh_key" | "api_key";
                tag?: string[];
                updated_after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, by path. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerSecretList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "partner_secrets.read": {
        parameters: {
            query?: {
                version?: number;
            };
            header?: never;
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The secret, with its value. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Secret"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "partner_secrets.put": {
        parameters: {
            query?: never;
            header?: {
                /** @description One quoted number, strong or weak, or `*`. */
                "If-Match"?: string;
                /** @description `*`: create only. */
                "If-None-Match"?: string;
            };
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "data": {
                 *         "key": "example"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PutSecret"];
            };
        };
        responses: {
            /** @description A new version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretUpdated"];
                };
            };
            /** @description The secret is new. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretCreated"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "partner_secrets.delete": {
        parameters: {
            query?: {
                permanent?: boolean;
                version?: number;
            };
            header?: {
                /** @description One quoted number, strong or weak, or `*`. */
                "If-Match"?: string;
            };
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretDeleted"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "partner_secrets.patch": {
        parameters: {
            query?: never;
            header?: {
                /** @description One quoted number, strong or weak, or `*`. */
                "If-Match"?: string;
            };
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "metadata": {
                 *         "description": "Card processor",
                 *         "tags": [
                 *           "payments"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PatchSecret"];
            };
        };
        responses: {
            /** @description The metadata. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretRecord"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "partner_secrets.restore": {
        parameters: {
            query?: {
                version?: number;
            };
            header?: never;
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is back. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretRestored"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "partner_secrets.rotate": {
        parameters: {
            query?: never;
            header?: {
                /** @description One quoted number, strong or weak, or `*`. */
                "If-Match"?: string;
            };
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "new_value": {
                 *         "key": "example"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["RotateSecret"];
            };
        };
        responses: {
            /** @description The new version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretRotated"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "partner_secrets.versions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretVersions"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "partner_secrets.expiring": {
        parameters: {
            query?: {
                cursor?: string;
                days?: number;
                limit?: number;
                prefix?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, soonest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExpiringPartnerSecrets"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "partner_secrets.metadata": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metadata. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretRecord"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "policies.list": {
        parameters: {
            query?: {
                cursor?: string;
                include_inactive?: boolean;
                limit?: number;
                /** @description The kind of the space acted in, its default. */
                scope?: "tenant" | "partner";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "policies.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "example",
                 *       "rules": []
                 *     }
                 */
                "application/json": components["schemas"]["NewPolicy"];
            };
        };
        responses: {
            /** @description The whole policy. `ETag` is its revision. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "policies.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole policy. `ETag` is its revision. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "policies.replace": {
        parameters: {
            query?: never;
            header?: {
                /** @description One quoted number, strong or weak, or `*`. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "example",
                 *       "rules": []
                 *     }
                 */
                "application/json": components["schemas"]["NewPolicy"];
            };
        };
        responses: {
            /** @description The whole policy. `ETag` is its revision. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "policies.delete": {
        parameters: {
            query?: {
                force?: boolean;
            };
            header?: {
                /** @description One quoted number, strong or weak, or `*`. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone, from the next request on. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "policies.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description One quoted number, strong or weak, or `*`. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "example"
                 *     }
                 */
                "application/json": components["schemas"]["PolicyChange"];
            };
        };
        responses: {
            /** @description The whole policy. `ETag` is its revision. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "policies.bindings": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BindingList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "policies.bind": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "identity_id": "user:alice@acme.example"
                 *     }
                 */
                "application/json": components["schemas"]["NewBinding"];
            };
        };
        responses: {
            /** @description The binding. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Binding"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "policies.unbind": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                binding_id: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone, from the next request on. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "policies.test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "identity_id": "user:alice@acme.example",
                 *       "path": "shop/db/login",
                 *       "permission": "read"
                 *     }
                 */
                "application/json": components["schemas"]["TestPolicy"];
            };
        };
        responses: {
            /** @description The decision. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyTest"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "rotation.due": {
        parameters: {
            query?: {
                cursor?: string;
                include_overdue?: boolean;
                limit?: number;
                policy_id?: string;
                within_hours?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, soonest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DueRotations"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "rotation.pending": {
        parameters: {
            query?: {
                cursor?: string;
                include_overdue?: boolean;
                limit?: number;
                policy_id?: string;
                within_hours?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, soonest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DueRotations"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "rotation_policies.list": {
        parameters: {
            query?: {
                active_only?: boolean;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotationPolicyList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "rotation_policies.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "example",
                 *       "interval": "90d"
                 *     }
                 */
                "application/json": components["schemas"]["NewRotationPolicy"];
            };
        };
        responses: {
            /** @description The policy. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotationPolicy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "rotation_policies.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policy. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotationPolicy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "rotation_policies.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "rotation_policies.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "example"
                 *     }
                 */
                "application/json": components["schemas"]["RotationPolicyChange"];
            };
        };
        responses: {
            /** @description The policy. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotationPolicy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "rotation_policies.disable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policy. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotationPolicy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "rotation_policies.enable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policy. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotationPolicy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "rotation_policies.history": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                status?: "success" | "failed" | "pending";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotationHistory"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "rotation_policies.rotate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["RotateByPolicy"];
            };
        };
        responses: {
            /** @description A row per path, in order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotationHistoryEntry"][];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "rotation_policies.secrets": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotationAttachmentList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "rotation_policies.attach": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "secret_path": "shop/db/login"
                 *     }
                 */
                "application/json": components["schemas"]["AttachSecret"];
            };
        };
        responses: {
            /** @description It followed this policy already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotationAttachment"];
                };
            };
            /** @description It follows this policy now. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotationAttachment"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "rotation_policies.detach": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It follows no policy now. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "secret_policies.list": {
        parameters: {
            query?: {
                cursor?: string;
                include_inactive?: boolean;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretPolicyList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "secret_policies.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "example",
                 *       "fields": [
                 *         {
                 *           "name": "example",
                 *           "generator": "random"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewSecretPolicy"];
            };
        };
        responses: {
            /** @description The whole policy. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretPolicy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "secret_policies.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole policy. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretPolicy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "secret_policies.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "secret_policies.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "example"
                 *     }
                 */
                "application/json": components["schemas"]["SecretPolicyChange"];
            };
        };
        responses: {
            /** @description The whole policy. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretPolicy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "secret_policies.generate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "path": "shop/db/login"
                 *     }
                 */
                "application/json": components["schemas"]["GenerateSecret"];
            };
        };
        responses: {
            /** @description A new version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretUpdated"];
                };
            };
            /** @description The secret is new. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretCreated"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "secret_policies.preview": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sample. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretPolicyPreview"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "secrets.list": {
        parameters: {
            query?: {
                cursor?: string;
                expires_before?: string;
                include_expired?: boolean;
                include_metadata?: boolean;
                limit?: number;
                prefix?: string;
                secret_type?: "kv" | "json" | "certificate" | "ssh_key" | "api_key";
                tag?: string[];
                updated_after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, by path. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "secrets.read": {
        parameters: {
            query?: {
                version?: number;
            };
            header?: never;
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The secret, with its value. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Secret"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "secrets.put": {
        parameters: {
            query?: never;
            header?: {
                /** @description One quoted number, strong or weak, or `*`. */
                "If-Match"?: string;
                /** @description `*`: create only. */
                "If-None-Match"?: string;
            };
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "data": {
                 *         "key": "example"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PutSecret"];
            };
        };
        responses: {
            /** @description A new version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretUpdated"];
                };
            };
            /** @description The secret is new. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretCreated"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "secrets.delete": {
        parameters: {
            query?: {
                permanent?: boolean;
                version?: number;
            };
            header?: {
                /** @description One quoted number, strong or weak, or `*`. */
                "If-Match"?: string;
            };
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was deleted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretDeleted"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "secrets.patch": {
        parameters: {
            query?: never;
            header?: {
                /** @description One quoted number, strong or weak, or `*`. */
                "If-Match"?: string;
            };
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "metadata": {
                 *         "description": "Card processor",
                 *         "tags": [
                 *           "payments"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PatchSecret"];
            };
        };
        responses: {
            /** @description The metadata. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretRecord"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "secrets.restore": {
        parameters: {
            query?: {
                version?: number;
            };
            header?: never;
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is back. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretRestored"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "secrets.rotate": {
        parameters: {
            query?: never;
            header?: {
                /** @description One quoted number, strong or weak, or `*`. */
                "If-Match"?: string;
            };
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "new_value": {
                 *         "key": "example"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["RotateSecret"];
            };
        };
        responses: {
            /** @description The new version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretRotated"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "secrets.versions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretVersions"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "secrets.batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "paths": [
                 *         "example"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ReadBatch"];
            };
        };
        responses: {
            /** @description What was found, and what was not. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretBatch"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "secrets.batch_metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "paths": [
                 *         "example"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["MetadataBatch"];
            };
        };
        responses: {
            /** @description What was found, and what was not. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretRecordBatch"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "secrets.expiring": {
        parameters: {
            query?: {
                cursor?: string;
                days?: number;
                limit?: number;
                prefix?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, soonest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExpiringSecrets"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "secrets.metadata": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metadata. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretRecord"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "settings.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All settings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "settings.update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "max_versions": 10
                 *     }
                 */
                "application/json": components["schemas"]["SettingsChange"];
            };
        };
        responses: {
            /** @description All settings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "tokens.list": {
        parameters: {
            query?: {
                cursor?: string;
                identity_id?: string;
                include_inactive?: boolean;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tokens without their texts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "tokens.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "identity_id": "user:alice@acme.example",
                 *       "name": "example",
                 *       "scopes": [
                 *         "secrets:read"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewToken"];
            };
        };
        responses: {
            /** @description The token; its text is in this answer only. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MintedToken"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "tokens.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token without its text. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "tokens.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked, from the next request on. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "tokens.renew": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["TokenRenewal"];
            };
        };
        responses: {
            /** @description The token, with its new end. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenewedToken"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "tokens.rotate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["TokenRotation"];
            };
        };
        responses: {
            /** @description The new token; its text is in this answer only. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotatedToken"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "tokens.lookup_self": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token without its text. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnToken"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "tokens.create_child": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "example"
                 *     }
                 */
                "application/json": components["schemas"]["NewChildToken"];
            };
        };
        responses: {
            /** @description The token; its text is in this answer only. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChildToken"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "tokens.renew_self": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["TokenRenewal"];
            };
        };
        responses: {
            /** @description The token, with its new end. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenewedToken"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "trusts.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whose tokens are taken here, and on what terms. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "trusts.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "deploy",
                 *       "preset": "github",
                 *       "claims": {
                 *         "repository_id": "123456789",
                 *         "repository_owner_id": "987654",
                 *         "ref": "refs/heads/main"
                 *       },
                 *       "identity_id": "sa:deploy",
                 *       "create_identity": true,
                 *       "scopes": [
                 *         "secrets:read"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewTrust"];
            };
        };
        responses: {
            /** @description The trust. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trust"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "trusts.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                trust_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The trust. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trust"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "trusts.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                trust_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "trusts.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                trust_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "example"
                 *     }
                 */
                "application/json": components["schemas"]["TrustPatch"];
            };
        };
        responses: {
            /** @description The trust. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trust"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "trusts.explain": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                trust_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "jwt": "example"
                 *     }
                 */
                "application/json": components["schemas"]["TrustExplain"];
            };
        };
        responses: {
            /** @description Each check, and what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustExplanation"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "system.version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Version"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "webhooks.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "webhooks.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "example",
                 *       "url": "https://hooks.acme.example/in",
                 *       "events": [
                 *         "secret.*"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            /** @description The webhook, with its secret if none was given. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWritten"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "webhooks.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookReport"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "webhooks.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "webhooks.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "example"
                 *     }
                 */
                "application/json": components["schemas"]["WebhookChange"];
            };
        };
        responses: {
            /** @description The webhook, with its secret if the server made a new one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWritten"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "webhooks.deliveries": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                status?: "pending" | "success" | "failed";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "webhooks.retry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery_id: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It waits to be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookRetry"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    "webhooks.test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How it went. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTest"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
}
