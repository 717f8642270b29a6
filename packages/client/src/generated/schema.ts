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
         * Change a rotation policy; a new interval counts from each secret's last rotation, a new schedule from now
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
         * Trust an issuer: its tokens buy short-lived ones of the tenant
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
export interface webhooks {
    "credential.authenticated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of credential.authenticated */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "credential.authenticated",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "credential_id": "example",
                     *         "authentication_id": "example",
                     *         "mode": "example",
                     *         "verdict": "example",
                     *         "host": "example",
                     *         "status": "example"
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["CredentialAuthenticatedEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "credential.authentication_failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of credential.authentication_failed */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "credential.authentication_failed",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "credential_id": "example",
                     *         "authentication_id": "example",
                     *         "mode": "example",
                     *         "verdict": "example",
                     *         "host": "example",
                     *         "code": "example"
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["CredentialAuthenticationFailedEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "credential.domains_changed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of credential.domains_changed */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "credential.domains_changed",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "credential_id": "example",
                     *         "added": [],
                     *         "removed": []
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["CredentialDomainsChangedEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "policy.binding.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of policy.binding.created */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "policy.binding.created",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "policy_id": "example",
                     *         "binding_id": "example",
                     *         "identity_type": "user",
                     *         "identity_id": "example"
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["PolicyBindingCreatedEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "policy.binding.deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of policy.binding.deleted */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "policy.binding.deleted",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "policy_id": "example",
                     *         "binding_id": "example",
                     *         "identity_type": "user",
                     *         "identity_id": "example"
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["PolicyBindingDeletedEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "policy.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of policy.created */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "policy.created",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "policy_id": "example",
                     *         "name": "example"
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["PolicyCreatedEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "policy.deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of policy.deleted */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "policy.deleted",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "policy_id": "example",
                     *         "name": "example"
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["PolicyDeletedEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "policy.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of policy.updated */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "policy.updated",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "policy_id": "example",
                     *         "name": "example"
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["PolicyUpdatedEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "policy.violation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of policy.violation */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "policy.violation",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "permission": "example",
                     *         "reason": "example",
                     *         "source_ip": "example"
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["PolicyViolationEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "rotation.completed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of rotation.completed */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "rotation.completed",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "rotation_policy_id": "example",
                     *         "rotation_policy_name": "example",
                     *         "old_version": 1,
                     *         "new_version": 1,
                     *         "trigger": "schedule",
                     *         "next_rotation": "2026-05-11T09:30:00Z"
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["RotationCompletedEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "rotation.due": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of rotation.due */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "rotation.due",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "rotation_policy_id": "example",
                     *         "rotation_policy_name": "example",
                     *         "due_at": "2026-05-11T09:30:00Z"
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["RotationDueEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "rotation.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of rotation.failed */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "rotation.failed",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "rotation_policy_id": "example",
                     *         "rotation_policy_name": "example",
                     *         "reason": "secret_policy_required",
                     *         "attempt": 1,
                     *         "next_attempt_at": "2026-05-11T09:30:00Z"
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["RotationFailedEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "rotation.overdue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of rotation.overdue */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "rotation.overdue",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "rotation_policy_id": "example",
                     *         "rotation_policy_name": "example",
                     *         "due_at": "2026-05-11T09:30:00Z",
                     *         "overdue_since": "2026-05-11T09:30:00Z"
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["RotationOverdueEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "secret.accessed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of secret.accessed */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "secret.accessed",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "version": 1,
                     *         "accessed_by": "example"
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretAccessedEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "secret.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of secret.created */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "secret.created",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "version": 1,
                     *         "secret_type": "example",
                     *         "created_by": "example",
                     *         "tags": [],
                     *         "expires_at": "2026-05-11T09:30:00Z"
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretCreatedEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "secret.deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of secret.deleted */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "secret.deleted",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "version_count": 1,
                     *         "deleted_by": "example",
                     *         "permanent": false
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretDeletedEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "secret.expired": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of secret.expired */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "secret.expired",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "expires_at": "2026-05-11T09:30:00Z"
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretExpiredEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "secret.expiring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of secret.expiring */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "secret.expiring",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "expires_at": "2026-05-11T09:30:00Z",
                     *         "days_remaining": 1,
                     *         "threshold": "example"
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretExpiringEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "secret.restored": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of secret.restored */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "secret.restored",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "version": 1,
                     *         "restored_by": "example"
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretRestoredEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "secret.rotated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of secret.rotated */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "secret.rotated",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "rotation_policy_id": "example",
                     *         "rotation_policy_name": "example",
                     *         "old_version": 1,
                     *         "new_version": 1,
                     *         "grace_period_ends": "2026-05-11T09:30:00Z",
                     *         "auto_generated": false
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretRotatedEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "secret.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of secret.updated */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "secret.updated",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "old_version": 1,
                     *         "new_version": 1,
                     *         "updated_by": "example",
                     *         "is_rotation": false
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretUpdatedEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook.test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of webhook.test */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "webhook.test",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "webhook_id": "example",
                     *         "message": "example"
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookTestEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "wrapping.unwrap_refused": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a webhook sends of wrapping.unwrap_refused */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id: the same on every attempt. */
                    "webhook-id": string;
                    /** @description By Standard Webhooks 1.0.0: `v1,` and base64, one for each secret. */
                    "webhook-signature": string;
                    /** @description When it was sent, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "event_id": "example",
                     *       "event_type": "wrapping.unwrap_refused",
                     *       "timestamp": "2026-05-11T09:30:00.125Z",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "identity_id": "example",
                     *       "data": {
                     *         "accessor": "example",
                     *         "creation_path": "example",
                     *         "wrapped_by": "example",
                     *         "used_at": "2026-05-11T09:30:00Z",
                     *         "source_ip": "example"
                     *       },
                     *       "request_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["WrappingUnwrapRefusedEvent"];
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /** @description Who may use it, and who may manage it, by id. */
        AccessLists: {
            /** @description Identities and groups that may change it. */
            manage: string[];
            /** @description Identities and groups that may use it. */
            use: string[];
        } | null;
        AllowedByPolicy: {
            /** @description Always true. */
            allowed: boolean;
            /** @description The policy that allows it. */
            matched_policy: string;
            matched_rule: components["schemas"]["PolicyRule"];
        };
        AppRole: {
            /** @description A login needs a secret id. */
            bind_secret_id: boolean;
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description What people call it. */
            name: string;
            /** @description Names the tenant too, so a login needs no other. */
            role_id: string;
            /** @description What the token may ask for. */
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /** @description Addresses that a secret id is good from; null: any. */
            secret_id_bound_cidrs: string[] | null;
            /** @description How many logins a secret id opens; null: any number. */
            secret_id_num_uses: number | null;
            /** @description How long a secret id lives; null: without an end. */
            secret_id_ttl: string | null;
            /**
             * Format: date-time
             * @description Logins were refused too often: none is let in until then.
             * @example 2026-05-11T09:30:00Z
             */
            stopped_until: string | null;
            /** @description Addresses that a login's token is good from; null: any. */
            token_bound_cidrs: string[] | null;
            /** @description No renewal leads beyond this; null: no bound. */
            token_max_ttl: string | null;
            /** @description How many requests a login's token opens; null: any number. */
            token_num_uses: number | null;
            /** @description Names of the policies that a login's token holds. */
            token_policies: string[];
            /** @description How long a login's token lives; null: the space's default. */
            token_ttl: string | null;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
        };
        AppRoleList: {
            /** @description The roles of this page. */
            approles: components["schemas"]["AppRole"][];
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description There is another page. */
            has_more: boolean;
        };
        AppRoleLogin: {
            /** @description The id of the role. */
            role_id: string;
            /** @description The secret id. */
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
            /** @description Logins that a secret id opens; null: any number. */
            secret_id_num_uses?: number | null;
            /**
             * @description How long a secret id lives; null: without an end.
             * @example 90d
             */
            secret_id_ttl?: string | null;
            /**
             * @description Up to 50 addresses or CIDR ranges; null: any address.
             * @example [
             *       "192.0.2.0/24"
             *     ]
             */
            token_bound_cidrs?: string[] | null;
            /**
             * @description No renewal leads beyond this; null: no bound.
             * @example 90d
             */
            token_max_ttl?: string | null;
            /** @description Requests that it opens; absent: any number. */
            token_num_uses?: number | null;
            /** @description Just these are bound to the role's identity. */
            token_policies?: string[];
            /**
             * @description How long a login's token lives; null: the space's default.
             * @example 90d
             */
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
            /** @description Logins that a secret id opens; null: any number. */
            secret_id_num_uses?: number | null;
            /**
             * @description How long a secret id lives; null: without an end.
             * @example 90d
             */
            secret_id_ttl?: string | null;
            /**
             * @description Up to 50 addresses or CIDR ranges; null: any address.
             * @example [
             *       "192.0.2.0/24"
             *     ]
             */
            token_bound_cidrs?: string[] | null;
            /**
             * @description No renewal leads beyond this; null: no bound.
             * @example 90d
             */
            token_max_ttl?: string | null;
            /** @description Requests that it opens; absent: any number. */
            token_num_uses?: number | null;
            /** @description Just these are bound to the role's identity. */
            token_policies?: string[];
            /**
             * @description How long a login's token lives; null: the space's default.
             * @example 90d
             */
            token_ttl?: string | null;
        };
        AttachSecret: {
            /**
             * @description The path of the secret.
             * @example shop/db/login
             */
            secret_path: string;
        };
        AuditEntry: {
            /** @description One of those that the filter `action` takes. */
            action: string;
            /** @description Home of the identity. */
            actor_tenant_id: string | null;
            /** @description How long it took, in milliseconds. */
            duration_ms: number;
            /** @description What it was refused with; null: it was not. */
            error_code: string | null;
            /** @description More about it, by name; never a value. */
            extra_data: {
                [key: string]: unknown;
            };
            /** @description Hex SHA-256 of: hash of the row before, a line feed, this entry without `hash` as canonical JSON (RFC 8785). */
            hash: string;
            /** @description Made by Postern; it never changes. */
            id: string;
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The identity's kind. */
            identity_type: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The path of the secret. */
            secret_path: string | null;
            /** @description From 1, without gaps. */
            seq: number;
            /** @description The address that the request came from. */
            source_ip: string | null;
            /** @description It went well. */
            success: boolean;
            /** @description The space acted in. */
            tenant_id: string;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-06-02T08:00:00.123Z
             */
            timestamp: string;
            /** @description The token, by id; null: none. */
            token_id: string | null;
            /** @description What the client calls itself. */
            user_agent: string | null;
        };
        AuditExport: {
            /** @description All given ones must hold. */
            filters?: {
                /** @description One action, or up to 20 with commas between: `approle_delete`, `approle_secret_id_create`, `approle_secret_id_destroy`, `approle_write`, `audit.pruned`, `audit_query`, `auth_refused`, `authentication.cancelled`, `authentication.listed`, `authentication.read`, `browser.created`, `browser.deleted`, `browser.listed`, `browser.read`, `browser.renamed`, `browser.rotated`, `browser.tested`, `config_read`, `console_sign_in`, `credential.authenticated`, `credential.authentication_failed`, `credential.created`, `credential.deleted`, `credential.events_read`, `credential.leased`, `credential.listed`, `credential.login_described`, `credential.matched`, `credential.read`, `credential.refused`, `credential.resolved`, `credential.tested`, `credential.updated`, `cubbyhole_delete`, `cubbyhole_list`, `cubbyhole_read`, `cubbyhole_write`, `delete`, `export_created`, `generate`, `identity_create`, `identity_delete`, `identity_update`, `integration.created`, `integration.deleted`, `integration.events_read`, `integration.listed`, `integration.pushed`, `integration.read`, `integration.renamed`, `integration.rotated`, `integration.tested`, `keys_rewrap`, `list`, `partner_create`, `partner_update`, `policy_bind`, `policy_create`, `policy_delete`, `policy_unbind`, `policy_update`, `purge`, `read`, `restore`, `rotate`, `rotation_policy_attach`, `rotation_policy_create`, `rotation_policy_delete`, `rotation_policy_detach`, `rotation_policy_update`, `secret_policy_create`, `secret_policy_delete`, `secret_policy_preview`, `secret_policy_update`, `settings_update`, `space_key_rotate`, `tenant_create`, `tenant_refused`, `tenant_update`, `token_create`, `token_create_child`, `token_exchange`, `token_renew`, `token_revoke`, `token_rotate`, `trust_create`, `trust_delete`, `trust_explain`, `trust_update`, `unwrap`, `update`, `vault_login`, `version_delete`, `version_destroy`, `version_undelete`, `webhook_create`, `webhook_delete`, `webhook_delivery`, `webhook_retry`, `webhook_test`, `webhook_update`, `wrap`, `write`. */
                action?: string;
                /** @description The identity, as in `user:anna` or `sa:ci`. */
                identity_id?: string;
                /**
                 * @description The identity's kind.
                 * @enum {string}
                 */
                identity_type?: "user" | "service_account" | "group" | "system";
                /** @description Only paths that begin so. */
                path_prefix?: string;
                /** @description The id of the request, as in its answer's `X-Request-ID`. */
                request_id?: string;
                /** @description The address that the request came from. */
                source_ip?: string;
                /** @description It went well. */
                success?: boolean;
                /** @description Rows about this trust, and all that was done by its word. */
                trust_id?: string;
            };
            /**
             * @description Of the file.
             * @enum {string}
             */
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
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description There is another page. */
            has_more: boolean;
            /** @description The rows of this page. */
            logs: components["schemas"]["AuditEntry"][];
        };
        AuditSummary: {
            /** @description How many of each action. */
            by_action: {
                [key: string]: number;
            };
            /** @description How many of each error. */
            by_error: {
                [key: string]: number;
            };
            /** @description Only with `by=day`: every day that the span touches, the first first. */
            days?: {
                /**
                 * @description A day of UTC.
                 * @example 2026-05-11
                 */
                day: string;
                /** @description How many of them did not. */
                failed_events: number;
                /** @description Values that were given, of secrets and of credentials. */
                reads: number;
                /** @description How many rows there are. */
                total_events: number;
            }[];
            /** @description How many of them did not. */
            failed_events: number;
            /**
             * Format: date-time
             * @description Where the time begins.
             * @example 2026-05-11T09:30:00Z
             */
            from: string;
            /** @description How many of them went well. */
            successful_events: number;
            /**
             * Format: date-time
             * @description Where the time ends.
             * @example 2026-05-11T09:30:00Z
             */
            to: string;
            /** @description The identities with most rows. */
            top_identities: {
                /** @description How many. */
                count: number;
                /** @description The identity, as in `user:anna` or `sa:ci`. */
                identity_id: string;
            }[];
            /** @description The secrets with most rows. */
            top_secrets: {
                /** @description How many. */
                count: number;
                /** @description The path of a secret: segments with `/` between them. */
                path: string;
            }[];
            /** @description How many rows there are. */
            total_events: number;
            /** @description How many identities did something. */
            unique_identities: number;
            /** @description How many secrets it was about. */
            unique_secrets: number;
        };
        AuditVerification: {
            /** @description The last row that the retention removed. */
            anchor: {
                /** @description The row's hash. */
                hash: string;
                /** @description The row's number. */
                seq: number;
            };
            /** @description The first row that is wrong; null: none is. */
            first_bad_seq: number | null;
            /** @description The first row. */
            from_seq: number;
            /** @description The newest row. */
            head: {
                /** @description The row's hash. */
                hash: string;
                /** @description The row's number. */
                seq: number;
            };
            /** @description Where to go on; null: it is done. */
            next_seq: number | null;
            /** @description It works. */
            ok: boolean;
            /**
             * @description `mark_…`: the anchor or the head does not prove itself by its MAC.
             * @enum {string|null}
             */
            reason: "hash_mismatch" | "gap" | "expectation_failed" | "mark_mismatch" | "mark_key_unknown" | null;
            /** @description How many rows were looked at. */
            rows: number;
            /** @description The last row. */
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
             * @description Who brings the password to the site, and how.
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
                /** @description A CSS selector. */
                selector?: string;
                /**
                 * @description How long to wait for it, in milliseconds.
                 * @default 15000
                 */
                timeoutMs?: number;
                /**
                 * @description The whole URL; `*` is any run of characters.
                 * @example https://portal.example.net/home*
                 */
                urlPattern?: string;
            };
            target?: components["schemas"]["PageChoice"];
            /**
             * @description How long to wait for the end, in milliseconds; the answer comes earlier if it is there.
             * @default 30000
             */
            waitMs?: number;
        };
        Authentication: {
            /** @description Why it did not work; null where it did. */
            code: string | null;
            /**
             * Format: uuid
             * @description The credential.
             */
            credentialId: string;
            /** @description Only where there is more to say. */
            details?: {
                [key: string]: unknown;
            };
            /** @description How long it took, in milliseconds; null: it has not ended. */
            durationMs: number | null;
            /**
             * Format: date-time
             * @description When it ended; null: it has not.
             * @example 2026-05-11T09:30:00Z
             */
            endedAt: string | null;
            /** @description The host of the page; null: it has none. */
            host: string | null;
            /**
             * Format: uuid
             * @description Made by Postern; it never changes.
             */
            id: string;
            /** @description The pattern that allows the host; null: none does. */
            matchedPattern: string | null;
            /**
             * @description Who brings the password to the site, and how.
             * @enum {string}
             */
            mode: "wire" | "fill" | "prompt_user";
            /**
             * Format: date-time
             * @description When it began.
             * @example 2026-05-11T09:30:00Z
             */
            startedAt: string;
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "running" | "paused" | "authenticated" | "filled" | "failed" | "cancelled";
            /** @description What was done on the page, in its order. */
            steps: {
                /**
                 * @description What came of it.
                 * @enum {string}
                 */
                outcome: "filled" | "substituted" | "sent";
                /**
                 * @description Which part of the login it was.
                 * @enum {string}
                 */
                step: "username" | "password" | "totp" | "submit";
            }[];
            /** @description A one-time code was used. */
            usedTotp: boolean;
            /** @description The version that the vault gave; null: it has none. */
            vaultVersion: number | null;
            /**
             * @description How the sign-in ended, by what the page shows; null: not known.
             * @enum {string|null}
             */
            verdict: "signed_in" | "already_signed_in" | "still_on_form" | "otp_required" | "challenge" | "unknown_after_submit" | null;
        };
        Binding: {
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description The identity that made it. */
            created_by: string;
            /**
             * Format: date-time
             * @description When its life ends; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            /** @description Made by Postern; it never changes. */
            id: string;
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /**
             * @description The identity's kind.
             * @enum {string}
             */
            identity_type: "user" | "service_account" | "group";
            /** @description The policy, by id. */
            policy_id: string;
        };
        BindingList: {
            /** @description Who holds the policy. */
            bindings: components["schemas"]["Binding"][];
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description There is another page. */
            has_more: boolean;
        };
        BrokerEvent: {
            /** @description What was done. */
            action: string;
            /** @description The identity that did it. */
            actor: string;
            /**
             * Format: date-time
             * @description When it happened.
             */
            at: string;
            /** @description A word for what went wrong; null: nothing did. */
            code: string | null;
            /** @description More about it, by name. */
            details: {
                [key: string]: unknown;
            };
            /** @description Made by Postern; it never changes. */
            id: string;
            /**
             * @description What came of it.
             * @enum {string}
             */
            outcome: "success" | "failure";
            /** @description The id of the request. */
            requestId: string | null;
        };
        Browser: {
            /**
             * @description How the key travels.
             * @enum {string}
             */
            auth: "none" | "url" | "bearer";
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            createdAt: string;
            /** @description Where the browser's service is. */
            endpoint: string;
            /**
             * Format: uuid
             * @description Made by Postern; it never changes.
             */
            id: string;
            /** @description What people call it. */
            name: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-05-11T09:30:00Z
             */
            updatedAt: string;
        };
        /** @description A registered browser, or a socket of one's own, which takes the scope `credentials:use` as well. */
        BrowserChoice: components["schemas"]["RegisteredBrowser"] | components["schemas"]["OwnSocket"];
        ChildToken: {
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description The identity that made it. */
            created_by: string;
            /**
             * Format: date-time
             * @description When its life ends; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            /** @description Made by Postern; it never changes. */
            id: string;
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description Less was given than was asked for. */
            is_cut: boolean;
            /** @description Of the foreign token that it was bought with: `iss`. */
            issuer: string | null;
            /** @description The same: `jti`. */
            jti: string | null;
            /**
             * Format: date-time
             * @description When it was last used; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            last_used_at: string | null;
            /**
             * @description No renewal leads beyond this; null: no bound.
             * @example 30d
             */
            max_ttl: string | null;
            /** @description Names to texts of your own; not secret. */
            metadata: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @description When a second factor was shown; null: none was.
             * @example 2026-05-11T09:30:00Z
             */
            mfa_verified_at: string | null;
            /** @description What people call it. */
            name: string;
            /** @description Requests that it still opens; null: any number. */
            num_uses: number | null;
            /** @description The token that made it, and that it dies with. */
            parent: string | null;
            /** @description Names of policies. */
            policies: string[];
            /** @description The only policies that count for it; null: all. */
            policy_ids: string[] | null;
            /** @description Its life may be made longer. */
            renewable: boolean;
            /**
             * Format: date-time
             * @description When it was last renewed; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            renewed_at: string | null;
            /**
             * Format: date-time
             * @description When it was revoked; null: it was not.
             * @example 2026-05-11T09:30:00Z
             */
            revoked_at: string | null;
            /** @description What the token may ask for. */
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "active" | "expired" | "revoked";
            /** @description The same: `sub`. */
            subject: string | null;
            /** @description Shown in this answer and never again. */
            token: string;
            /** @description The trust by whose word its bearer is here, also of what such a token made for itself. */
            trust_id: string | null;
            /**
             * @description How it came to be.
             * @enum {string}
             */
            via: "api" | "child" | "approle" | "trust";
        };
        /** @description The vault makes the code: `<mount>/code/<name>` of its TOTP engine. It is read by the same login. */
        CodeOfVault: {
            /**
             * @description Where the code is read, after `/v1/`.
             * @example totp/code/portal
             */
            path: string;
        };
        /** @description Who of the tenant may use the credential, and who may change it; an absent list names nobody. */
        CreateAccessLists: {
            /**
             * @description Identities and groups that may change it.
             * @example [
             *       "sa:checkout",
             *       "group:bots"
             *     ]
             */
            manage?: string[];
            /**
             * @description Identities and groups that may use it.
             * @example [
             *       "sa:checkout",
             *       "group:bots"
             *     ]
             */
            use?: string[];
        } | null;
        CreateBinding: {
            /**
             * Format: date-time
             * @description When its life ends; null: never.
             */
            expires_at?: string | null;
            /**
             * @description The identity, as in `user:anna` or `sa:ci`.
             * @example user:alice@acme.example
             */
            identity_id: string;
            /**
             * @description The id's own kind, its default.
             * @enum {string}
             */
            identity_type?: "user" | "service_account" | "group";
        };
        CreateBrowser: {
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
            /** @description What people call it. */
            name: string;
        };
        CreateChildToken: {
            /**
             * @description How long it lives, as in `90d`; null: without an end.
             * @example 90d
             */
            expires_in?: string;
            /**
             * @description No renewal leads further than this.
             * @example 30d
             */
            max_ttl?: string;
            /** @description What people call it. */
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
        CreateCredential: {
            access?: components["schemas"]["CreateAccessLists"];
            /**
             * @description Patterns of hosts that it may be used on: a host, or `*.` and a base; for one port where a port stands behind it, else for any.
             * @example [
             *       "portal.example.net",
             *       "*.staff.example.net",
             *       "app.example.net:8443"
             *     ]
             */
            allowedDomains: string[];
            fieldMap: components["schemas"]["FieldMap"];
            /** @description What people call it. */
            name: string;
            /** @description The vault that it lies in. */
            vaultIntegrationId: string;
            /**
             * @description Where the login lies: the path of the vault's own API after `/v1/`, with the segment `data` of KV version 2.
             * @example secret/data/portal/billing-robot
             */
            vaultPath: string;
        };
        CreateIdentity: {
            /** @description What people call them. */
            display_name?: string | null;
            /** @description Groups that they belong to. */
            groups?: string[];
            /**
             * @description The identity, as in `user:anna` or `sa:ci`.
             * @example user:alice@acme.example
             */
            identity_id: string;
            /** @description False: it is kept, and has no effect. */
            is_active?: boolean;
            /** @description What they may do beyond their policies. */
            roles?: ("tenant_admin" | "partner_admin")[];
        };
        /** @description Credentials then point into the tenant's own secrets. */
        CreateNative: {
            /** @description How it is reached and used. */
            config?: Record<string, never>;
            /** @description What people call it. */
            name: string;
            /**
             * @description Its kind.
             * @enum {string}
             */
            type: "native";
        };
        CreatePartner: {
            /** @description What people call it. */
            name: string;
            /** @description The short name that its id ends with. */
            slug?: string;
        };
        CreatePolicy: {
            /** @description For people. */
            description?: string | null;
            /** @description False: it is kept, and has no effect. */
            is_active?: boolean;
            /** @description What people call it. */
            name: string;
            /** @description What it allows; any one of them is enough. */
            rules: components["schemas"]["PolicyRule"][];
            /**
             * @description The kind of the space acted in, its default.
             * @enum {string}
             */
            scope?: "tenant" | "partner";
        };
        /**
         * @description With exactly one of `interval` and `schedule`.
         * @example {
         *       "name": "Monthly",
         *       "interval": "30d"
         *     }
         */
        CreateRotationPolicy: {
            /** @description A value that is due is made and written by itself. */
            auto_generate?: boolean;
            /** @description For people. */
            description?: string | null;
            /**
             * @description How long the version before can still be read, as in `24h`.
             * @example 90d
             */
            grace_period?: string;
            /** @description Made by Postern; it never changes. */
            id?: string;
            /**
             * @description How long a value lives, as in `90d`; null: there is a schedule.
             * @example 90d
             */
            interval?: string | null;
            /** @description False: it is kept, and has no effect. */
            is_active?: boolean;
            /** @description What people call it. */
            name: string;
            /**
             * @description Five fields of cron: minute, hour, day of the month, month, day of the week. Days of both kinds: either will do.
             * @example 30 2 * * sun
             */
            schedule?: string | null;
            /** @description The policy that makes its values; null: none. */
            secret_policy_id?: string | null;
            /**
             * @description IANA name, for `schedule`; UTC if absent.
             * @example Europe/Amsterdam
             */
            timezone?: string | null;
            /**
             * @description Up to 10 durations, a list or a text with commas.
             * @example 7d,1d
             */
            warn_before?: string | string[] | null;
            /** @description Webhooks that hear of it, whatever they subscribe to. */
            webhook_ids?: string[];
            /** @description Beside an interval: when values may be replaced; null: at any time. */
            window?: {
                /** @description Days of the week; all if absent. */
                days?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                /**
                 * @description Another than `start`; before it: on the next day.
                 * @example 18:00
                 */
                end: string;
                /**
                 * @description The time of day that it begins at: `HH:MM`.
                 * @example 08:00
                 */
                start: string;
                /**
                 * @description IANA name; UTC if absent.
                 * @example Europe/Amsterdam
                 */
                timezone?: string;
            } | null;
        };
        CreateSecretId: {
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
            /**
             * @description How long it lives, as in `1h`.
             * @example 90d
             */
            ttl?: string;
        };
        CreateSecretPolicy: {
            /** @description For people. */
            description?: string | null;
            /** @description The fields of the value, and how each is made. */
            fields: components["schemas"]["SecretPolicyField"][];
            /** @description False: it is kept, and has no effect. */
            is_active?: boolean;
            /** @description What people call it. */
            name: string;
            /**
             * @description A mere hint.
             * @enum {string}
             */
            policy_type?: "password" | "api_key" | "oauth_client" | "ssh_key" | "custom";
        };
        CreateTenant: {
            /** @description What people call it. */
            name: string;
            /** @description The partner, by id. */
            partner_id?: string;
            /** @description The short name that its id ends with. */
            slug?: string;
        };
        CreateToken: {
            /**
             * Format: date-time
             * @description When its life ends; null: never.
             */
            expires_at?: string | null;
            /**
             * @description How long it lives, as in `90d`; null: without an end.
             * @example 90d
             */
            expires_in?: string;
            /**
             * @description The identity, as in `user:anna` or `sa:ci`.
             * @example user:alice@acme.example
             */
            identity_id: string;
            /**
             * @description No renewal leads further than this.
             * @example 30d
             */
            max_ttl?: string;
            /**
             * Format: date-time
             * @description When a second factor was shown; null: none was.
             */
            mfa_verified_at?: string;
            /** @description What people call it. */
            name: string;
            /** @description Requests that it opens; absent: any number. */
            num_uses?: number;
            /** @description Its life may be made longer by renewals. */
            renewable?: boolean;
            /** @description What the token may ask for. */
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
        CreateTrust: {
            /**
             * @description What tokens say as `aud`. Of a new one at first `<PUBLIC_URL>/<tenant id>`, but not of `cloudflare_access`.
             * @example https://postern.acme.example/tnt_acme
             */
            audience?: string;
            /**
             * @description A claim (dot path or JSON pointer) to the text that fits it, or to several. All have to hold. `*` stands for any run without `/` and `:`.
             * @example {
             *       "repository_id": "123456789",
             *       "repository_owner_id": "987654",
             *       "ref": "refs/heads/main"
             *     }
             */
            claims: {
                [key: string]: string | string[];
            };
            /** @description What the issuer gave to its client `audience`. Kept sealed, never given out. Null takes it away. */
            client_secret?: string | null;
            /** @description May people sign in to the console by the issuer? `audience` is then the client id there. Only `oidc`. At first false. */
            console_sign_in?: boolean;
            /** @description Is the identity made when its bearer comes first? At first false. */
            create_identity?: boolean;
            /** @description Of an identity that is made, once. Only with `create_identity`. */
            groups?: string[];
            /**
             * @description The claim that `groups_map` translates: groups that the token alone has.
             * @example groups
             */
            groups_claim?: string | null;
            /**
             * @description A value of `groups_claim` to a group of the tenant.
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
            /** @description False: nobody comes by it, and its tokens end at once. At first true. */
            is_active?: boolean;
            /**
             * @description What tokens say as `iss`, letter for letter. `github` and `gitlab` have one of their own.
             * @example https://issuer.acme.example
             */
            issuer?: string;
            /** @description Public keys (RFC 7517, section 5), up to 64 KiB. Not with `jwks_uri`. */
            jwks?: ({
                /** @description Public keys. */
                keys: ({
                    /**
                     * @description The kind of key.
                     * @example EC
                     */
                    kty: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            }) | null;
            /**
             * @description Where the issuer's keys are. Without this and `jwks` they are found by the issuer.
             * @example https://issuer.acme.example/keys
             */
            jwks_uri?: string | null;
            /** @description Values of a claim that count as a second factor. */
            mfa_claim?: {
                /**
                 * @description The claim, by name.
                 * @example groups
                 */
                claim: string;
                /**
                 * @description Texts, any of which fits.
                 * @example [
                 *       "mfa"
                 *     ]
                 */
                values: string[];
            } | null;
            /** @description What people call it. */
            name: string;
            /**
             * @description What is filled in, and which claims are demanded. Of a new one at first `oidc`.
             * @enum {string}
             */
            preset?: "github" | "gitlab" | "kubernetes" | "cloudflare_access" | "oidc";
            /** @description The same; only the operator or a `partner_admin` may give them. */
            roles?: ("tenant_admin" | "partner_admin")[];
            /** @description What the token may ask for. */
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /** @description Does each foreign token count once? At first true for `github` and `oidc`. */
            single_use?: boolean;
            /**
             * @description How long a token lives: `1m` to `1h`, of `cloudflare_access` and with `console_sign_in` to `12h`. At first `15m`.
             * @example 15m
             */
            ttl?: string;
        };
        CreateVault: {
            /** @description How it is reached and used. */
            config: {
                /**
                 * @description The vault's own address, `https://`.
                 * @example https://vault.acme.example:8200
                 */
                address: string;
                /**
                 * @description How Postern logs in there.
                 * @enum {string}
                 */
                authMethod: "approle";
                /** @description Where the login method is mounted. */
                authMount?: string;
                /**
                 * @description Which version of KV the mount speaks.
                 * @enum {integer}
                 */
                kvVersion?: 1 | 2;
                /**
                 * @description The vault's namespace; null: none.
                 * @example platform/web
                 */
                namespace?: string | null;
                /** @description The id of the role to log in by. */
                roleId: string;
                /** @description AppRole secret_id. Kept sealed, never given out. Absent: the role has `bind_secret_id=false`. */
                secretId?: string;
                /** @description In the place of `secretId`: a wrapping token of the vault's that stands for one. It is used up, and a login must work, or nothing is stored. */
                secretIdWrapped?: string;
            };
            /** @description What people call it. */
            name: string;
            /**
             * @description Its kind.
             * @enum {string}
             */
            type: "hashicorp";
        };
        CreateVaultIntegration: components["schemas"]["CreateVault"] | components["schemas"]["CreateNative"];
        CreateWebhook: {
            /** @description False: nothing is sent. */
            enabled?: boolean;
            /**
             * @description Wildcards leave out `secret.accessed`.
             * @example [
             *       "secret.*"
             *     ]
             */
            events: ("secret.created" | "secret.updated" | "secret.deleted" | "secret.rotated" | "secret.expiring" | "secret.expired" | "secret.restored" | "secret.accessed" | "policy.created" | "policy.updated" | "policy.deleted" | "policy.binding.created" | "policy.binding.deleted" | "policy.violation" | "credential.domains_changed" | "credential.authenticated" | "credential.authentication_failed" | "rotation.due" | "rotation.overdue" | "rotation.completed" | "rotation.failed" | "wrapping.unwrap_refused" | "*" | "secret.*" | "policy.*" | "credential.*" | "rotation.*" | "wrapping.*")[];
            filters?: components["schemas"]["EventFilters"];
            /** @description What people call it. */
            name: string;
            /**
             * @description `whsec_` and base64 of 24 to 64 bytes. Kept sealed, never given out.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
             */
            secret?: string;
            /**
             * @description Where it is sent.
             * @example https://hooks.acme.example/in
             */
            url: string;
        };
        Credential: {
            access: components["schemas"]["AccessLists"];
            /** @description Patterns of hosts that it may be used on: a host, or `*.` and a base; for one port where a port stands behind it, else for any. */
            allowedDomains: string[];
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            createdAt: string;
            fieldMap: components["schemas"]["FieldMap"];
            /**
             * Format: uuid
             * @description Made by Postern; it never changes.
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was last used; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            lastUsedAt: string | null;
            /** @description What people call it. */
            name: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-05-11T09:30:00Z
             */
            updatedAt: string;
            /**
             * Format: uuid
             * @description The vault that it lies in.
             */
            vaultIntegrationId: string;
            /** @description Where the login lies: the path of the vault's own API after `/v1/`, with the segment `data` of KV version 2. */
            vaultPath: string;
        };
        CredentialAuthenticatedEvent: {
            /** @description The value: names to values. */
            data: {
                /** @description The sign-in. */
                authentication_id: string;
                /** @description The credential. */
                credential_id: string;
                /** @description The host of the page; null: it has none. */
                host: string | null;
                /** @description Who brings the password to the site, and how. */
                mode: string;
                /** @description How it stands. */
                status: string;
                /** @description How the sign-in ended, by what the page shows; null: not known. */
                verdict: string | null;
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "credential.authenticated";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        CredentialAuthenticationFailedEvent: {
            /** @description The value: names to values. */
            data: {
                /** @description The sign-in. */
                authentication_id: string;
                /** @description A word for what went wrong; null: nothing did. */
                code: string | null;
                /** @description The credential. */
                credential_id: string;
                /** @description The host of the page; null: it has none. */
                host: string | null;
                /** @description Who brings the password to the site, and how. */
                mode: string;
                /** @description How the sign-in ended, by what the page shows; null: not known. */
                verdict: string | null;
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "credential.authentication_failed";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        CredentialDomainsChangedEvent: {
            /** @description The value: names to values. */
            data: {
                /** @description Patterns that came. */
                added: string[];
                /** @description The credential. */
                credential_id: string;
                /** @description Patterns that went. */
                removed: string[];
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "credential.domains_changed";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        CredentialPatch: {
            access?: components["schemas"]["CreateAccessLists"];
            /**
             * @description Patterns of hosts that it may be used on: a host, or `*.` and a base; for one port where a port stands behind it, else for any.
             * @example [
             *       "portal.example.net",
             *       "*.staff.example.net",
             *       "app.example.net:8443"
             *     ]
             */
            allowedDomains?: string[];
            fieldMap?: components["schemas"]["FieldMap"];
            /** @description What people call it. */
            name?: string;
            /** @description The vault that it lies in. */
            vaultIntegrationId?: string;
            /**
             * @description Where the login lies: the path of the vault's own API after `/v1/`, with the segment `data` of KV version 2.
             * @example secret/data/portal/billing-robot
             */
            vaultPath?: string;
        };
        DescribeLogin: {
            browser: components["schemas"]["BrowserChoice"];
            selectors?: components["schemas"]["LoginSelectors"];
            target?: components["schemas"]["PageChoice"];
        };
        DueRotations: {
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description There is another page. */
            has_more: boolean;
            /** @description The secrets: a page of them, or each by its path. */
            secrets: {
                /**
                 * Format: date-time
                 * @description When it is due.
                 * @example 2026-05-11T09:30:00Z
                 */
                due_at: string;
                /** @description Rounded up; negative once past. */
                hours_until_due: number;
                /** @description It should have been done already. */
                overdue: boolean;
                /** @description The policy, by id. */
                policy_id: string;
                /** @description The policy's name. */
                policy_name: string;
                /** @description The path of the secret. */
                secret_path: string;
            }[];
        };
        /**
         * @example {
         *       "error": {
         *         "code": "rate_limited",
         *         "message": "Too many requests. Try again later.",
         *         "request_id": "req_01jw8mh4x2c6t9v1k3d7q5n8ab"
         *       }
         *     }
         */
        ErrorAnswer: {
            /** @description What went wrong. */
            error: {
                /** @description Stable; what clients branch on. */
                code: string;
                /** @description More about it, by names that its code fixes. */
                details?: {
                    [key: string]: unknown;
                };
                /** @description For people; may change. */
                message: string;
                /** @description The id of the request, as in its answer's `X-Request-ID`. */
                request_id: string;
            };
        };
        /** @description All given ones must hold. */
        EventFilters: {
            /**
             * @description Only paths that begin so.
             * @example shop/
             */
            path_prefix?: string;
            /**
             * @description Only secrets of this kind.
             * @enum {string}
             */
            secret_type?: "kv" | "json" | "certificate" | "ssh_key" | "api_key";
            /** @description Only secrets with all of these. */
            tags?: string[];
        };
        ExchangedToken: {
            /** @description The text of the token; it is in this answer only. */
            access_token: string;
            /** @description Seconds that it lives. */
            expires_in: number;
            /**
             * @description What was given.
             * @enum {string}
             */
            issued_token_type: "urn:ietf:params:oauth:token-type:access_token";
            /** @description What it may do: scopes with spaces between them. */
            scope: string;
            /**
             * @description How the token is shown.
             * @enum {string}
             */
            token_type: "Bearer";
        };
        ExpiringPartnerSecrets: {
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description There is another page. */
            has_more: boolean;
            /** @description The secrets: a page of them, or each by its path. */
            secrets: {
                /** @description Whole days until its end. */
                days_remaining: number;
                /**
                 * Format: date-time
                 * @description When its life ends; null: never.
                 * @example 2026-05-11T09:30:00Z
                 */
                expires_at: string;
                /** @description The path of a secret: segments with `/` between them. */
                path: string;
                /**
                 * @description Whose it is.
                 * @enum {string}
                 */
                scope: "partner";
            }[];
        };
        ExpiringSecrets: {
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description There is another page. */
            has_more: boolean;
            /** @description The secrets: a page of them, or each by its path. */
            secrets: {
                /** @description Whole days until its end. */
                days_remaining: number;
                /**
                 * Format: date-time
                 * @description When its life ends; null: never.
                 * @example 2026-05-11T09:30:00Z
                 */
                expires_at: string;
                /** @description The path of a secret: segments with `/` between them. */
                path: string;
            }[];
        };
        /**
         * @description Which field of the vault's secret is which part of the login. At least `password` or `totp`.
         * @example {
         *       "username": "login",
         *       "password": "pass"
         *     }
         */
        FieldMap: {
            /** @description The field with the password. Needed where there is no `totp`. */
            password?: string;
            /** @description The field with the seed of one-time codes, or where the vault makes them. Another field than that of `password`. */
            totp?: components["schemas"]["CodeOfVault"] | string;
            /** @description The field with the name; absent: there is none. */
            username?: string;
        };
        GenerateSecret: {
            /**
             * @description Names to texts of your own; not secret.
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
            /**
             * @description The path of a secret: segments with `/` between them.
             * @example shop/db/login
             */
            path: string;
            /**
             * @description What kind of value it is.
             * @enum {string}
             */
            secret_type?: "kv" | "json" | "certificate" | "ssh_key" | "api_key";
        };
        GenerationPolicyFieldOfBcryptHash: {
            /** @description How it is reached and used. */
            config?: {
                /** @description How many characters, or bytes. */
                length?: number;
                /** @description The cost: 2 to the power of this. */
                rounds?: number;
            };
            /**
             * @description How the field is made. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            generator: "bcrypt_hash";
            /** @description What people call it. */
            name: string;
        };
        GenerationPolicyFieldOfEcKeypair: {
            /** @description How it is reached and used. */
            config?: {
                /**
                 * @description Which curve.
                 * @enum {string}
                 */
                curve?: "P-256" | "P-384";
                /** @description The field that gets the private key. */
                private_field?: string;
                /** @description The field that gets the public key. */
                public_field?: string;
            };
            /**
             * @description How the field is made. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            generator: "ec_keypair";
            /** @description What people call it. */
            name: string;
        };
        GenerationPolicyFieldOfHex: {
            /** @description How it is reached and used. */
            config?: {
                /** @description How many characters, or bytes. */
                length?: number;
            };
            /**
             * @description How the field is made. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            generator: "hex";
            /** @description What people call it. */
            name: string;
        };
        GenerationPolicyFieldOfPassphrase: {
            /** @description How it is reached and used. */
            config?: {
                /** @description What stands between two words. */
                separator?: string;
                /** @description How many words of a list of 1296: each is worth 10.3 bits. */
                words?: number;
            };
            /**
             * @description How the field is made. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            generator: "passphrase";
            /** @description What people call it. */
            name: string;
        };
        GenerationPolicyFieldOfRandom: {
            /** @description How it is reached and used. */
            config?: {
                /**
                 * @description Which characters.
                 * @enum {string}
                 */
                charset?: "alpha" | "numeric" | "alphanumeric" | "hex" | "symbols" | "full" | "safe";
                /** @description Characters of the charset, or of the preset, that are left out. */
                exclude?: string;
                /** @description How many characters, or bytes. */
                length?: number;
                /** @description How many digits at least. */
                min_digit?: number;
                /** @description How many small letters at least. */
                min_lower?: number;
                /** @description How many other characters at least. */
                min_symbol?: number;
                /** @description How many capital letters at least. */
                min_upper?: number;
                /**
                 * @description Passwords that a system takes: Amazon RDS, Oracle Database, Windows. Beside it only `length` and `exclude`.
                 * @enum {string}
                 */
                preset?: "rds" | "oracle" | "windows";
                /** @description At least one digit. */
                require_digit?: boolean;
                /** @description At least one small letter. */
                require_lower?: boolean;
                /** @description At least one other character. */
                require_symbol?: boolean;
                /** @description At least one capital letter. */
                require_upper?: boolean;
            };
            /**
             * @description How the field is made. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            generator: "random";
            /** @description What people call it. */
            name: string;
        };
        GenerationPolicyFieldOfRsaKeypair: {
            /** @description How it is reached and used. */
            config?: {
                /**
                 * @description The size of the key.
                 * @enum {integer}
                 */
                bits?: 2048 | 4096;
                /** @description The field that gets the private key. */
                private_field?: string;
                /** @description The field that gets the public key. */
                public_field?: string;
            };
            /**
             * @description How the field is made. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            generator: "rsa_keypair";
            /** @description What people call it. */
            name: string;
        };
        GenerationPolicyFieldOfSshKeypair: {
            /** @description How it is reached and used. */
            config?: {
                /** @description What stands behind the public key. */
                comment?: string;
                /**
                 * @description Which kind of key.
                 * @enum {string}
                 */
                key_type?: "ed25519" | "rsa";
                /** @description The field that gets the private key. */
                private_field?: string;
                /** @description The field that gets the public key. */
                public_field?: string;
            };
            /**
             * @description How the field is made. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            generator: "ssh_keypair";
            /** @description What people call it. */
            name: string;
        };
        GenerationPolicyFieldOfStatic: {
            /** @description How it is reached and used. */
            config: {
                /** @description The text that it always has. */
                value: string;
            };
            /**
             * @description How the field is made. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            generator: "static";
            /** @description What people call it. */
            name: string;
        };
        GenerationPolicyFieldOfTemplate: {
            /** @description How it is reached and used. */
            config: {
                /** @description A text with `{{random:N}}`, `{{hex:N}}`, `{{uuid}}` or `{{timestamp}}` in it. */
                template: string;
            };
            /**
             * @description How the field is made. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            generator: "template";
            /** @description What people call it. */
            name: string;
        };
        GenerationPolicyFieldOfUuid: {
            /** @description How it is reached and used. */
            config?: {
                /**
                 * @description Which version of UUID.
                 * @enum {integer}
                 */
                version?: 4 | 7;
            };
            /**
             * @description How the field is made. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            generator: "uuid";
            /** @description What people call it. */
            name: string;
        };
        Health: {
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "healthy";
            /**
             * Format: date-time
             * @description The time of the server.
             * @example 2026-05-11T09:30:00Z
             */
            timestamp: string;
        };
        Identity: {
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description What people call them. */
            display_name: string | null;
            /** @description Groups that they belong to. */
            groups: string[];
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /**
             * @description The identity's kind.
             * @enum {string}
             */
            identity_type: "user" | "service_account" | "group";
            /** @description False: it is kept, and has no effect. */
            is_active: boolean;
            /**
             * Format: date-time
             * @description When they last did something; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            last_seen_at: string | null;
            /** @description What they may do beyond their policies. */
            roles: ("tenant_admin" | "partner_admin")[];
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
        };
        IdentityList: {
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description There is another page. */
            has_more: boolean;
            /** @description The identities of this page. */
            identities: components["schemas"]["Identity"][];
        };
        IdentityPatch: {
            /** @description What people call them. */
            display_name?: string | null;
            /** @description Groups that they belong to. */
            groups?: string[];
            /** @description False: it is kept, and has no effect. */
            is_active?: boolean;
            /** @description What they may do beyond their policies. */
            roles?: ("tenant_admin" | "partner_admin")[];
        };
        IdentityTrail: {
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description There is another page. */
            has_more: boolean;
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The rows of this page. */
            logs: components["schemas"]["AuditEntry"][];
            /** @description Of the last 30 days. */
            summary: {
                /** @description Refused with 403. */
                denied_30d: number;
                /**
                 * Format: date-time
                 * @description When they last did something; null: never.
                 * @example 2026-05-11T09:30:00Z
                 */
                last_seen_at: string | null;
                /** @description How many rows there are. */
                total_events_30d: number;
                /** @description How many secrets they used. */
                unique_secrets_30d: number;
            };
        };
        Introspected: components["schemas"]["LiveToken"] | components["schemas"]["NoLiveToken"];
        Introspection: {
            /** @description The text of the token to look at. */
            token: string;
        };
        KeyUse: {
            /** @description The root key that seals what is new. */
            newest: string;
            /** @description Sealed records by root key id, over all spaces. */
            records: {
                [key: string]: number;
            };
        };
        LiveToken: {
            /** @description Always true. */
            active: boolean;
            /**
             * Format: date-time
             * @description When its life ends; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /**
             * @description The identity's kind.
             * @enum {string}
             */
            identity_type: "user" | "service_account";
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            issued_at: string;
            /** @description Of the foreign token that it was bought with: `iss`. */
            issuer: string | null;
            /** @description The same: `jti`. */
            jti: string | null;
            /** @description What the token may ask for. */
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /** @description The same: `sub`. */
            subject: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /** @description The token, by id; null: none. */
            token_id: string;
            /** @description The trust by whose word its bearer is here, also of what such a token made for itself. */
            trust_id: string | null;
        };
        LoginDescription: {
            /** @description The page's host is one of the credential's. */
            allowed: boolean;
            /** @description As a run has them, where no page was reached and there is more to say. Of several pages, or none that fits: `targets`, id and host of each. */
            details?: {
                [key: string]: unknown;
            };
            /** @description The form of the login; null: none was found. */
            form: {
                /** @description Its fields, in their order. */
                fields: {
                    /** @description The host of the frame that it stands in; null: the page itself. */
                    frameHost: string | null;
                    /** @description What people read there. */
                    label: string;
                    /**
                     * @description What the field is for.
                     * @enum {string}
                     */
                    role: "username" | "password" | "totp";
                    /** @description A CSS selector. */
                    selector: string;
                }[];
                /**
                 * @description What the form asks for.
                 * @enum {string}
                 */
                kind: "login" | "username_step" | "code" | "registration" | "change";
                /** @description What sends the form; null: nothing was found. */
                submit: {
                    /** @description What people read there. */
                    label: string;
                    /** @description A CSS selector. */
                    selector: string;
                } | null;
            } | null;
            /** @description The host of the page; null: it has none. */
            host: string | null;
            /** @description The pattern that allows the host; null: none does. */
            matchedPattern: string | null;
            /** @description The code with which a run would end here. */
            refusal: string | null;
        };
        /** @description CSS, tried instead of detection; every check holds for what they name. None may ask for an attribute `value`, but of a button named by its type alone. */
        LoginSelectors: {
            /** @description A CSS selector of the field for the password. */
            password?: string;
            /** @description A CSS selector of what sends the form. */
            submit?: string;
            /** @description A CSS selector of the field for the one-time code. */
            totp?: string;
            /** @description A CSS selector of the field for the name. */
            username?: string;
        };
        LoginToken: {
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description The identity that made it. */
            created_by: string;
            /**
             * Format: date-time
             * @description When its life ends; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            /** @description Made by Postern; it never changes. */
            id: string;
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description Of the foreign token that it was bought with: `iss`. */
            issuer: string | null;
            /** @description The same: `jti`. */
            jti: string | null;
            /**
             * Format: date-time
             * @description When it was last used; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            last_used_at: string | null;
            /**
             * @description No renewal leads beyond this; null: no bound.
             * @example 30d
             */
            max_ttl: string | null;
            /** @description Names to texts of your own; not secret. */
            metadata: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @description When a second factor was shown; null: none was.
             * @example 2026-05-11T09:30:00Z
             */
            mfa_verified_at: string | null;
            /** @description What people call it. */
            name: string;
            /** @description Requests that it still opens; null: any number. */
            num_uses: number | null;
            /** @description The token that made it, and that it dies with. */
            parent: string | null;
            /** @description Names of policies. */
            policies: string[];
            /** @description The only policies that count for it; null: all. */
            policy_ids: string[] | null;
            /** @description Its life may be made longer. */
            renewable: boolean;
            /**
             * Format: date-time
             * @description When it was last renewed; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            renewed_at: string | null;
            /**
             * Format: date-time
             * @description When it was revoked; null: it was not.
             * @example 2026-05-11T09:30:00Z
             */
            revoked_at: string | null;
            /** @description What the token may ask for. */
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "active" | "expired" | "revoked";
            /** @description The same: `sub`. */
            subject: string | null;
            /** @description Shown in this answer and never again. */
            token: string;
            /** @description The trust by whose word its bearer is here, also of what such a token made for itself. */
            trust_id: string | null;
            /**
             * @description How it came to be.
             * @enum {string}
             */
            via: "api" | "child" | "approle" | "trust";
        };
        MadeSecretId: {
            /** @description Names the secret id without being it. */
            accessor: string;
            /** @description Addresses that it is good from; null: any. */
            cidr_list: string[] | null;
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description The identity that made it. */
            created_by: string;
            /**
             * Format: date-time
             * @description When its life ends; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            /** @description Names to texts of your own; not secret. */
            metadata: {
                [key: string]: string;
            };
            /** @description Logins that it still opens; null: any number. */
            num_uses: number | null;
            /** @description Shown in this answer and never again. */
            secret_id: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
        };
        MatchedUrl: {
            /** @description The page's host is one of the credential's. */
            allowed: boolean;
            /** @description The host of the page; null: it has none. */
            host: string | null;
            /** @description The pattern that allows the host; null: none does. */
            matchedPattern: string | null;
            /** @description Why, in words. */
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
            /** @description How it is done, and what holds for it. */
            options?: {
                /** @description A path with `*` or `?` stands for all that it fits and the caller may list: `*` is one segment, `**` any number. */
                expand_wildcards?: boolean;
                /** @description Stop at the first path that can't be given. */
                fail_fast?: boolean;
            };
            /** @description Paths of secrets. */
            paths: string[];
        };
        MintedToken: {
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description The identity that made it. */
            created_by: string;
            /**
             * Format: date-time
             * @description When its life ends; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            /** @description Made by Postern; it never changes. */
            id: string;
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description Of the foreign token that it was bought with: `iss`. */
            issuer: string | null;
            /** @description The same: `jti`. */
            jti: string | null;
            /**
             * Format: date-time
             * @description When it was last used; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            last_used_at: string | null;
            /**
             * @description No renewal leads beyond this; null: no bound.
             * @example 30d
             */
            max_ttl: string | null;
            /** @description Names to texts of your own; not secret. */
            metadata: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @description When a second factor was shown; null: none was.
             * @example 2026-05-11T09:30:00Z
             */
            mfa_verified_at: string | null;
            /** @description What people call it. */
            name: string;
            /** @description Requests that it still opens; null: any number. */
            num_uses: number | null;
            /** @description The token that made it, and that it dies with. */
            parent: string | null;
            /** @description The only policies that count for it; null: all. */
            policy_ids: string[] | null;
            /** @description Its life may be made longer. */
            renewable: boolean;
            /**
             * Format: date-time
             * @description When it was last renewed; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            renewed_at: string | null;
            /**
             * Format: date-time
             * @description When it was revoked; null: it was not.
             * @example 2026-05-11T09:30:00Z
             */
            revoked_at: string | null;
            /** @description What the token may ask for. */
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "active" | "expired" | "revoked";
            /** @description The same: `sub`. */
            subject: string | null;
            /** @description Shown in this answer and never again. */
            token: string;
            /** @description The trust by whose word its bearer is here, also of what such a token made for itself. */
            trust_id: string | null;
            /**
             * @description How it came to be.
             * @enum {string}
             */
            via: "api" | "child" | "approle" | "trust";
        };
        NoLiveToken: {
            /** @description Always false. */
            active: boolean;
        };
        OneVersionDeleted: {
            /** @description Always true. */
            deleted: boolean;
            /** @description Always true. */
            destroyed?: boolean;
            /** @description The path of a secret: segments with `/` between them. */
            path: string;
            /** @description The number of a version of the value; the first is 1. */
            version: number;
        };
        OwnSocket: {
            /** @description The browser's socket: `wss://`. */
            cdpUrl: string;
        };
        /** @description With the names of the policies that count for it now. */
        OwnToken: {
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description The identity that made it. */
            created_by: string;
            /**
             * Format: date-time
             * @description When its life ends; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            /** @description Made by Postern; it never changes. */
            id: string;
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description Of the foreign token that it was bought with: `iss`. */
            issuer: string | null;
            /** @description The same: `jti`. */
            jti: string | null;
            /**
             * Format: date-time
             * @description When it was last used; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            last_used_at: string | null;
            /**
             * @description No renewal leads beyond this; null: no bound.
             * @example 30d
             */
            max_ttl: string | null;
            /** @description Names to texts of your own; not secret. */
            metadata: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @description When a second factor was shown; null: none was.
             * @example 2026-05-11T09:30:00Z
             */
            mfa_verified_at: string | null;
            /** @description What people call it. */
            name: string;
            /** @description Requests that it still opens; null: any number. */
            num_uses: number | null;
            /** @description The token that made it, and that it dies with. */
            parent: string | null;
            /** @description Names of policies. */
            policies: string[];
            /** @description The only policies that count for it; null: all. */
            policy_ids: string[] | null;
            /** @description Its life may be made longer. */
            renewable: boolean;
            /**
             * Format: date-time
             * @description When it was last renewed; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            renewed_at: string | null;
            /**
             * Format: date-time
             * @description When it was revoked; null: it was not.
             * @example 2026-05-11T09:30:00Z
             */
            revoked_at: string | null;
            /** @description What the token may ask for. */
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "active" | "expired" | "revoked";
            /** @description The same: `sub`. */
            subject: string | null;
            /** @description The trust by whose word its bearer is here, also of what such a token made for itself. */
            trust_id: string | null;
            /**
             * @description How it came to be.
             * @enum {string}
             */
            via: "api" | "child" | "approle" | "trust";
        };
        PageByAddress: {
            /** @description The page whose address begins so. */
            urlPrefix: string;
        };
        PageById: {
            /** @description The page, by the id that the browser gave it. */
            targetId: string;
        };
        /** @description Which page; absent: the only one. */
        PageChoice: components["schemas"]["PageById"] | components["schemas"]["PageByAddress"];
        Partner: {
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description Made by Postern; it never changes. */
            id: string;
            /** @description What people call it. */
            name: string;
            /** @description The short name that its id ends with. */
            slug: string;
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "active" | "suspended";
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
        };
        PartnerList: {
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description There is another page. */
            has_more: boolean;
            /** @description The partners of this page. */
            partners: components["schemas"]["Partner"][];
        };
        PartnerSecretList: {
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description There is another page. */
            has_more: boolean;
            /** @description The secrets: a page of them, or each by its path. */
            secrets: {
                /** @description How often it was read in the last 30 days. */
                access_count_30d?: number;
                /** @description A write must say which version it follows, or that there is none. */
                cas_required?: boolean;
                /**
                 * Format: date-time
                 * @description When it was made.
                 * @example 2026-05-11T09:30:00Z
                 */
                created_at?: string;
                /** @description The version that a read gives. */
                current_version?: number;
                /** @description How long a version lives; null: without an end. */
                delete_version_after?: string | null;
                /**
                 * Format: date-time
                 * @description When its life ends; null: never.
                 * @example 2026-05-11T09:30:00Z
                 */
                expires_at: string | null;
                /**
                 * Format: date-time
                 * @description When it was last read; null: never.
                 * @example 2026-05-11T09:30:00Z
                 */
                last_accessed_at?: string | null;
                /** @description How many versions are kept. */
                max_versions?: number;
                /** @description Names to texts of your own; not secret. */
                metadata?: {
                    [key: string]: string | number | boolean | string[];
                };
                /** @description How long before its end to tell of it: durations. */
                notify_before?: string[];
                /** @description The path of a secret: segments with `/` between them. */
                path: string;
                /** @description The rotation policy that it follows; null: none. */
                rotation_policy?: {
                    /** @description Made by Postern; it never changes. */
                    id: string;
                    /**
                     * Format: date-time
                     * @description When its value is due.
                     * @example 2026-05-11T09:30:00Z
                     */
                    next_rotation: string;
                } | null;
                /**
                 * @description Whose it is.
                 * @enum {string}
                 */
                scope: "partner";
                /** @description The policy that makes its values; null: none. */
                secret_policy_id?: string | null;
                /**
                 * @description What kind of value it is.
                 * @enum {string}
                 */
                secret_type: "kv" | "json" | "certificate" | "ssh_key" | "api_key";
                /** @description Words to find it by. */
                tags: string[];
                /**
                 * Format: date-time
                 * @description When it was last changed.
                 * @example 2026-05-11T09:30:00Z
                 */
                updated_at: string;
                /** @description The number of a version of the value; the first is 1. */
                version: number;
                /** @description How many versions there are. */
                version_count?: number;
            }[];
            /** @description How many there are in all. */
            total_count: number;
        };
        PatchSecret: {
            /**
             * @description Names to texts of your own; not secret.
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
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description For people. */
            description: string | null;
            /** @description Made by Postern; it never changes. */
            id: string;
            /** @description False: it is kept, and has no effect. */
            is_active: boolean;
            /** @description What people call it. */
            name: string;
            /** @description How often it was changed; the `ETag` says it too. */
            revision: number;
            /** @description What it allows; any one of them is enough. */
            rules: components["schemas"]["PolicyRule"][];
            /**
             * @description The kind of the space acted in, its default.
             * @enum {string}
             */
            scope: "tenant" | "partner";
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
        };
        PolicyBindingCreatedEvent: {
            /** @description The value: names to values. */
            data: {
                /** @description The binding, by id. */
                binding_id: string;
                /** @description The identity, as in `user:anna` or `sa:ci`. */
                identity_id: string;
                /**
                 * @description The identity's kind.
                 * @enum {string}
                 */
                identity_type: "user" | "service_account" | "group";
                /** @description The policy, by id. */
                policy_id: string;
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "policy.binding.created";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        PolicyBindingDeletedEvent: {
            /** @description The value: names to values. */
            data: {
                /** @description The binding, by id. */
                binding_id: string;
                /** @description The identity, as in `user:anna` or `sa:ci`. */
                identity_id: string;
                /**
                 * @description The identity's kind.
                 * @enum {string}
                 */
                identity_type: "user" | "service_account" | "group";
                /** @description The policy, by id. */
                policy_id: string;
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "policy.binding.deleted";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        PolicyChange: {
            /** @description For people. */
            description?: string | null;
            /** @description False: it is kept, and has no effect. */
            is_active?: boolean;
            /** @description What people call it. */
            name?: string;
            /** @description What it allows; any one of them is enough. */
            rules?: components["schemas"]["PolicyRule"][];
            /**
             * @description The kind of the space acted in, its default.
             * @enum {string}
             */
            scope?: "tenant" | "partner";
        };
        PolicyCreatedEvent: {
            /** @description The value: names to values. */
            data: {
                /** @description What people call it. */
                name: string;
                /** @description The policy, by id. */
                policy_id: string;
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "policy.created";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        PolicyDeletedEvent: {
            /** @description The value: names to values. */
            data: {
                /** @description What people call it. */
                name: string;
                /** @description The policy, by id. */
                policy_id: string;
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "policy.deleted";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        PolicyList: {
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description There is another page. */
            has_more: boolean;
            /** @description The policies of this page. */
            policies: components["schemas"]["PolicySummary"][];
        };
        /** @description What is allowed on which paths, and on which conditions. */
        PolicyRule: {
            /** @description All must hold. */
            conditions?: {
                /**
                 * @description Addresses or CIDR ranges that the request comes from.
                 * @example [
                 *       "203.0.113.0/24"
                 *     ]
                 */
                ip_ranges?: string[];
                /** @description A second factor was shown lately. */
                require_mfa?: boolean;
                /** @description When the request comes. */
                time_window?: {
                    /** @description Days of the week. */
                    days?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                    /**
                     * @description Another than `start`; before it: on the next day.
                     * @example 18:00
                     */
                    end: string;
                    /**
                     * @description The time of day that it begins at: `HH:MM`.
                     * @example 08:00
                     */
                    start: string;
                    /**
                     * @description IANA name; UTC if absent.
                     * @example Europe/Amsterdam
                     */
                    timezone?: string;
                };
            };
            /**
             * @description Paths that the rule is about; `*` is one segment, `**` any number.
             * @example prod/**
             */
            path_pattern: string;
            /** @description `admin` is all of them. */
            permissions: ("read" | "write" | "delete" | "list" | "rotate" | "admin")[];
        };
        PolicySummary: {
            /** @description How many bindings it has. */
            binding_count: number;
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description Made by Postern; it never changes. */
            id: string;
            /** @description False: it is kept, and has no effect. */
            is_active: boolean;
            /** @description What people call it. */
            name: string;
            /** @description How many rules it has. */
            rule_count: number;
            /**
             * @description The kind of the space acted in, its default.
             * @enum {string}
             */
            scope: "tenant" | "partner";
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
        };
        PolicyTest: components["schemas"]["AllowedByPolicy"] | components["schemas"]["RefusedByPolicy"];
        PolicyUpdatedEvent: {
            /** @description The value: names to values. */
            data: {
                /** @description What people call it. */
                name: string;
                /** @description The policy, by id. */
                policy_id: string;
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "policy.updated";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        PolicyViolationEvent: {
            /** @description The value: names to values. */
            data: {
                /** @description What is to be done with the secret. */
                permission: string;
                /** @description Why, in words. */
                reason: string;
                /** @description The address that the request came from. */
                source_ip: string | null;
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "policy.violation";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        PushedSecret: {
            /** @description Where the KV engine is mounted. */
            mount: string;
            /** @description Where it was written below the mount, as it was sent. */
            path: string;
            /** @description Where the login lies: the path of the vault's own API after `/v1/`, with the segment `data` of KV version 2. */
            vaultPath: string;
            /** @description The version that the vault made. */
            version?: number;
            /**
             * @description What was done, but perhaps not as meant.
             * @enum {string}
             */
            warning?: "mount_not_versioned";
        };
        PushSecret: {
            /** @description Check-and-set: written only if this is the current version, `0`: only if there is none. Not with KV version 1. */
            cas?: number;
            /**
             * @description The value: names to values.
             * @example {
             *       "key": "example"
             *     }
             */
            data: {
                [key: string]: string;
            };
            /** @description Fields that are not named stay as they are. Not with KV version 1. */
            merge?: boolean;
            /** @description Names to texts of your own; not secret. */
            metadata?: {
                [key: string]: string;
            };
            /** @description Where the KV engine is mounted. */
            mount?: string;
            /** @description Where to write, below the mount. */
            path: string;
        };
        PutSecret: {
            /**
             * @description The value: names to values.
             * @example {
             *       "key": "example"
             *     }
             */
            data: {
                [key: string]: unknown;
            };
            /**
             * @description Names to texts of your own; not secret.
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
            /**
             * @description What kind of value it is.
             * @enum {string}
             */
            secret_type?: "kv" | "json" | "certificate" | "ssh_key" | "api_key";
        };
        ReadBatch: {
            /** @description How it is done, and what holds for it. */
            options?: {
                /** @description Stop at the first path that can't be given. */
                fail_fast?: boolean;
                /** @description Also give the metadata. */
                include_metadata?: boolean;
                /** @description The number of a version of the value; the first is 1. */
                version?: number;
            };
            /** @description Paths of secrets. */
            paths: string[];
        };
        Readiness: {
            /** @description Each part, and how it stands. */
            checks: {
                /**
                 * @description The configuration.
                 * @enum {string}
                 */
                config: "ok" | "failed";
                /**
                 * @description The directory.
                 * @enum {string}
                 */
                database: "ok" | "failed";
                /**
                 * @description The root keys.
                 * @enum {string}
                 */
                encryption: "ok" | "failed";
                /**
                 * @description The objects of the spaces.
                 * @enum {string}
                 */
                storage: "ok" | "failed";
            };
            /** @description The parts that failed, and with what. */
            errors?: {
                [key: string]: string;
            };
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "ready" | "not_ready";
        };
        RefusedByPolicy: {
            /** @description Always false. */
            allowed: boolean;
            /** @description The policies that were looked at. */
            evaluated_policies: string[];
            /**
             * @description The condition that stood in the way; null: none did.
             * @enum {string|null}
             */
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
            /** @description The session at the browser's service. */
            session?: string;
        };
        RenameBrowser: {
            /** @description What people call it. */
            name: string;
        };
        RenameVaultIntegration: {
            /** @description What people call it. */
            name: string;
        };
        RenewedToken: {
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description The identity that made it. */
            created_by: string;
            /**
             * Format: date-time
             * @description When its life ends; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            /** @description Made by Postern; it never changes. */
            id: string;
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description Less was given than was asked for. */
            is_cut: boolean;
            /** @description Of the foreign token that it was bought with: `iss`. */
            issuer: string | null;
            /** @description The same: `jti`. */
            jti: string | null;
            /**
             * Format: date-time
             * @description When it was last used; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            last_used_at: string | null;
            /**
             * @description No renewal leads beyond this; null: no bound.
             * @example 30d
             */
            max_ttl: string | null;
            /** @description Names to texts of your own; not secret. */
            metadata: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @description When a second factor was shown; null: none was.
             * @example 2026-05-11T09:30:00Z
             */
            mfa_verified_at: string | null;
            /** @description What people call it. */
            name: string;
            /** @description Requests that it still opens; null: any number. */
            num_uses: number | null;
            /** @description The token that made it, and that it dies with. */
            parent: string | null;
            /** @description The only policies that count for it; null: all. */
            policy_ids: string[] | null;
            /** @description Its life may be made longer. */
            renewable: boolean;
            /**
             * Format: date-time
             * @description When it was last renewed; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            renewed_at: string | null;
            /**
             * Format: date-time
             * @description When it was revoked; null: it was not.
             * @example 2026-05-11T09:30:00Z
             */
            revoked_at: string | null;
            /** @description What the token may ask for. */
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "active" | "expired" | "revoked";
            /** @description The same: `sub`. */
            subject: string | null;
            /** @description The trust by whose word its bearer is here, also of what such a token made for itself. */
            trust_id: string | null;
            /**
             * @description How it came to be.
             * @enum {string}
             */
            via: "api" | "child" | "approle" | "trust";
        };
        ResolveCredential: {
            /** @description Of those that the credential maps. Not with the mode `prompt_user`. */
            fields?: ("username" | "password" | "totp")[];
            /**
             * @description Who brings the password to the site, and how.
             * @enum {string}
             */
            mode?: "vault" | "prompt_user";
            /**
             * @description The address the browser has committed.
             * @example https://portal.example.net/login
             */
            url: string;
        };
        ResolvedCredential: {
            /** @description The credential. */
            credentialId: string;
            /** @description The host of the page; null: it has none. */
            host: string;
            /** @description The pattern that allows the host; null: none does. */
            matchedPattern: string;
            /**
             * @description Who brings the password to the site, and how.
             * @enum {string}
             */
            mode: "vault" | "prompt_user";
            /** @description The password. */
            password?: string;
            /** @description Its times are null where the vault makes the code and does not tell them. */
            totp?: {
                /** @description The code, now. */
                code: string;
                /**
                 * Format: date-time
                 * @description When it is no longer good; null: not known.
                 * @example 2026-05-11T09:30:00Z
                 */
                expiresAt: string | null;
                /** @description Seconds that one code is good for; null: not known. */
                period: number | null;
                /** @description Seconds until the next code; null: not known. */
                remainingSeconds: number | null;
            };
            /** @description The name that signs in. */
            username?: string;
            /** @description The version that the vault gave; null: it has none. */
            vaultVersion?: number | null;
        };
        Rewrap: {
            /** @description Only count. */
            dry_run?: boolean;
            /** @description How many at most. */
            limit?: number;
        };
        RewrapProgress: {
            /** @description Only count. */
            dry_run: boolean;
            /** @description The root key that seals what is new. */
            newest: string;
            /** @description Records that are still to be sealed anew. */
            remaining: number;
            /** @description Records that were sealed anew by this call. */
            rewrapped: number;
        };
        RotateApiKey: {
            /** @description Kept sealed, never given out. */
            apiKey: string;
        };
        RotateByPolicy: {
            /** @description Paths of secrets that follow it; absent: all. */
            secret_paths?: string[];
        };
        RotatedToken: {
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description The identity that made it. */
            created_by: string;
            /**
             * Format: date-time
             * @description When its life ends; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            /** @description Made by Postern; it never changes. */
            id: string;
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description Of the foreign token that it was bought with: `iss`. */
            issuer: string | null;
            /** @description The same: `jti`. */
            jti: string | null;
            /**
             * Format: date-time
             * @description When it was last used; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            last_used_at: string | null;
            /**
             * @description No renewal leads beyond this; null: no bound.
             * @example 30d
             */
            max_ttl: string | null;
            /** @description Names to texts of your own; not secret. */
            metadata: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @description When a second factor was shown; null: none was.
             * @example 2026-05-11T09:30:00Z
             */
            mfa_verified_at: string | null;
            /** @description What people call it. */
            name: string;
            /** @description Requests that it still opens; null: any number. */
            num_uses: number | null;
            /** @description The token that made it, and that it dies with. */
            parent: string | null;
            /** @description The only policies that count for it; null: all. */
            policy_ids: string[] | null;
            /**
             * Format: date-time
             * @description When the token before is no longer good.
             * @example 2026-05-11T09:30:00Z
             */
            previous_expires_at: string;
            /** @description Its life may be made longer. */
            renewable: boolean;
            /**
             * Format: date-time
             * @description When it was last renewed; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            renewed_at: string | null;
            /** @description The token that it takes the place of. */
            replaces: string;
            /**
             * Format: date-time
             * @description When it was revoked; null: it was not.
             * @example 2026-05-11T09:30:00Z
             */
            revoked_at: string | null;
            /** @description What the token may ask for. */
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "active" | "expired" | "revoked";
            /** @description The same: `sub`. */
            subject: string | null;
            /** @description Shown in this answer and never again. */
            token: string;
            /** @description The trust by whose word its bearer is here, also of what such a token made for itself. */
            trust_id: string | null;
            /**
             * @description How it came to be.
             * @enum {string}
             */
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
            /**
             * @description How long the version before can still be read, as in `24h`.
             * @example 90d
             */
            grace_period?: string;
            /**
             * @description The value to write; absent: the secret's policy makes it.
             * @example {
             *       "key": "example"
             *     }
             */
            new_value?: {
                [key: string]: unknown;
            };
            /** @description Why, in words. */
            reason?: string;
        };
        /**
         * @example {
         *       "secretId": "example"
         *     }
         */
        RotateSecretId: {
            /** @description AppRole secret_id, if none comes wrapped. Kept sealed, never given out. */
            secretId?: string;
            /** @description In the place of `secretId`: a wrapping token of the vault's that stands for one. It is used up, and a login must work, or nothing is stored. */
            secretIdWrapped?: string;
        };
        RotationAttachment: {
            /**
             * Format: date-time
             * @description Since when it follows the policy.
             * @example 2026-05-11T09:30:00Z
             */
            assigned_at: string;
            /**
             * Format: date-time
             * @description When its value was last replaced.
             * @example 2026-05-11T09:30:00Z
             */
            last_rotated_at: string;
            /**
             * Format: date-time
             * @description When its value is due.
             * @example 2026-05-11T09:30:00Z
             */
            next_rotation: string;
            /** @description The policy, by id. */
            policy_id: string;
            /** @description The path of the secret. */
            secret_path: string;
        };
        RotationAttachmentList: {
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description There is another page. */
            has_more: boolean;
            /** @description The secrets: a page of them, or each by its path. */
            secrets: components["schemas"]["RotationAttachment"][];
        };
        RotationCompletedEvent: {
            /** @description The value: names to values. */
            data: {
                /** @description The version that was written; null: none was. */
                new_version: number;
                /**
                 * Format: date-time
                 * @description When its value is due.
                 * @example 2026-05-11T09:30:00Z
                 */
                next_rotation: string | null;
                /** @description The version before; null: none. */
                old_version: number;
                /** @description The rotation policy that it follows; null: none. */
                rotation_policy_id: string;
                /** @description The name of the rotation policy. */
                rotation_policy_name: string;
                /**
                 * @description What caused it.
                 * @enum {string}
                 */
                trigger: "schedule" | "manual" | "put";
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "rotation.completed";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        RotationDueEvent: {
            /** @description The value: names to values. */
            data: {
                /**
                 * Format: date-time
                 * @description When it is due.
                 * @example 2026-05-11T09:30:00Z
                 */
                due_at: string;
                /** @description True: the time has come. */
                due_now?: boolean;
                /** @description The rotation policy that it follows; null: none. */
                rotation_policy_id: string;
                /** @description The name of the rotation policy. */
                rotation_policy_name: string;
                /** @description How long before the time this is told. */
                warn_before?: string;
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "rotation.due";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        RotationFailedEvent: {
            /** @description The value: names to values. */
            data: {
                /** @description Which try it was. */
                attempt: number;
                /**
                 * Format: date-time
                 * @description When it is sent again; null: not any more.
                 * @example 2026-05-11T09:30:00Z
                 */
                next_attempt_at: string | null;
                /**
                 * @description Why, in words.
                 * @enum {string}
                 */
                reason: "secret_policy_required" | "secret_expired" | "version_not_found" | "internal";
                /** @description The rotation policy that it follows; null: none. */
                rotation_policy_id: string;
                /** @description The name of the rotation policy. */
                rotation_policy_name: string;
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "rotation.failed";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        RotationHistory: {
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description The value: names to values. */
            data: components["schemas"]["RotationHistoryEntry"][];
            /** @description There is another page. */
            has_more: boolean;
        };
        RotationHistoryEntry: {
            /**
             * Format: date-time
             * @description When it ended; null: it has not.
             * @example 2026-05-11T09:30:00Z
             */
            completed_at: string | null;
            /** @description Why it failed; null: it did not. */
            error: string | null;
            /** @description Made by Postern; it never changes. */
            id: string;
            /** @description The version that was written; null: none was. */
            new_version: number | null;
            /** @description The version before; null: none. */
            old_version: number | null;
            /** @description The path of the secret. */
            secret_path: string;
            /**
             * Format: date-time
             * @description When it began.
             * @example 2026-05-11T09:30:00Z
             */
            started_at: string;
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "success" | "failed" | "pending";
            /**
             * @description What caused it.
             * @enum {string}
             */
            trigger: "schedule" | "manual" | "put";
        };
        RotationOverdueEvent: {
            /** @description The value: names to values. */
            data: {
                /**
                 * Format: date-time
                 * @description When it is due.
                 * @example 2026-05-11T09:30:00Z
                 */
                due_at: string;
                /**
                 * Format: date-time
                 * @description Since when it is overdue.
                 * @example 2026-05-11T09:30:00Z
                 */
                overdue_since: string;
                /** @description The rotation policy that it follows; null: none. */
                rotation_policy_id: string;
                /** @description The name of the rotation policy. */
                rotation_policy_name: string;
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "rotation.overdue";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        RotationPolicy: {
            /** @description A value that is due is made and written by itself. */
            auto_generate: boolean;
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description For people. */
            description: string | null;
            /** @description How long the version before can still be read, as in `24h`. */
            grace_period: string;
            /**
             * @description Made by Postern; it never changes.
             * @example rot_monthly
             */
            id: string;
            /** @description How long a value lives, as in `90d`; null: there is a schedule. */
            interval: string | null;
            /** @description The same in seconds; null: there is a schedule. */
            interval_seconds: number | null;
            /** @description False: it is kept, and has no effect. */
            is_active: boolean;
            /** @description What people call it. */
            name: string;
            /** @description When values are replaced, in five fields of cron; null: there is an interval. */
            schedule: string | null;
            /** @description The policy that makes its values; null: none. */
            secret_policy_id: string | null;
            /** @description How many secrets follow it. */
            secrets_count: number;
            /** @description The IANA name of the timezone that the schedule is meant in; null: there is an interval. */
            timezone: string | null;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
            /**
             * @description Longest first; empty: none.
             * @example 7d,1d
             */
            warn_before: string;
            /** @description Webhooks that hear of it, whatever they subscribe to. */
            webhook_ids: string[];
            /** @description Beside an interval: when values may be replaced; null: at any time. */
            window: {
                /** @description Days of the week; all if absent. */
                days?: string[];
                /** @description Another than `start`; before it: on the next day. */
                end: string;
                /** @description The time of day that it begins at: `HH:MM`. */
                start: string;
                /** @description The IANA name of the timezone that the schedule is meant in; null: there is an interval. */
                timezone?: string;
            } | null;
        };
        RotationPolicyChange: {
            /** @description A value that is due is made and written by itself. */
            auto_generate?: boolean;
            /** @description For people. */
            description?: string | null;
            /**
             * @description How long the version before can still be read, as in `24h`.
             * @example 90d
             */
            grace_period?: string;
            /**
             * @description How long a value lives, as in `90d`; null: there is a schedule.
             * @example 90d
             */
            interval?: string | null;
            /** @description False: it is kept, and has no effect. */
            is_active?: boolean;
            /** @description What people call it. */
            name?: string;
            /**
             * @description Five fields of cron: minute, hour, day of the month, month, day of the week. Days of both kinds: either will do.
             * @example 30 2 * * sun
             */
            schedule?: string | null;
            /** @description The policy that makes its values; null: none. */
            secret_policy_id?: string | null;
            /**
             * @description IANA name, for `schedule`; UTC if absent.
             * @example Europe/Amsterdam
             */
            timezone?: string | null;
            /**
             * @description Up to 10 durations, a list or a text with commas.
             * @example 7d,1d
             */
            warn_before?: string | string[] | null;
            /** @description Webhooks that hear of it, whatever they subscribe to. */
            webhook_ids?: string[];
            /** @description Beside an interval: when values may be replaced; null: at any time. */
            window?: {
                /** @description Days of the week; all if absent. */
                days?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                /**
                 * @description Another than `start`; before it: on the next day.
                 * @example 18:00
                 */
                end: string;
                /**
                 * @description The time of day that it begins at: `HH:MM`.
                 * @example 08:00
                 */
                start: string;
                /**
                 * @description IANA name; UTC if absent.
                 * @example Europe/Amsterdam
                 */
                timezone?: string;
            } | null;
        };
        RotationPolicyList: {
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description The value: names to values. */
            data: components["schemas"]["RotationPolicy"][];
            /** @description There is another page. */
            has_more: boolean;
        };
        RunningVersion: {
            /** @description Of the API. */
            api_version: string;
            /** @description When it was built. */
            build: string | null;
            /** @description The commit that it was built from. */
            commit: string | null;
            /** @description Of the program. */
            version: string;
        };
        Secret: {
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description The value: names to values. */
            data: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description When its life ends; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            /** @description Names to texts of your own; not secret. */
            metadata: {
                [key: string]: string | number | boolean | string[];
            };
            /** @description The path of a secret: segments with `/` between them. */
            path: string;
            /** @description The rotation policy that it follows; null: none. */
            rotation_policy_id: string | null;
            /** @description The policy that makes its values; null: none. */
            secret_policy_id: string | null;
            /**
             * @description What kind of value it is.
             * @enum {string}
             */
            secret_type: "kv" | "json" | "certificate" | "ssh_key" | "api_key";
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
            /** @description The number of a version of the value; the first is 1. */
            version: number;
            /**
             * Format: date-time
             * @description When this version was written.
             * @example 2026-05-11T09:30:00Z
             */
            version_created_at: string;
        };
        SecretAccessedEvent: {
            /** @description The value: names to values. */
            data: {
                /** @description The identity that read it. */
                accessed_by: string;
                /** @description The number of a version of the value; the first is 1. */
                version: number;
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "secret.accessed";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        SecretBatch: {
            /** @description The paths that could not be given, and why. */
            errors: {
                [key: string]: {
                    /** @description A word for what went wrong; null: nothing did. */
                    code: string;
                    /** @description For people; may change. */
                    message: string;
                };
            };
            /** @description The secrets: a page of them, or each by its path. */
            secrets: {
                [key: string]: {
                    /** @description The value: names to values. */
                    data: {
                        [key: string]: unknown;
                    };
                    /** @description Names to texts of your own; not secret. */
                    metadata?: {
                        [key: string]: string | number | boolean | string[];
                    };
                    /**
                     * @description What kind of value it is.
                     * @enum {string}
                     */
                    secret_type: "kv" | "json" | "certificate" | "ssh_key" | "api_key";
                    /** @description The number of a version of the value; the first is 1. */
                    version: number;
                };
            };
        };
        SecretCreated: {
            /** @description Always true. */
            created: boolean;
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When its life ends; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path: string;
            /**
             * @description What kind of value it is.
             * @enum {string}
             */
            secret_type: "kv" | "json" | "certificate" | "ssh_key" | "api_key";
            /** @description The number of a version of the value; the first is 1. */
            version: number;
        };
        SecretCreatedEvent: {
            /** @description The value: names to values. */
            data: {
                /** @description The identity that made it. */
                created_by: string;
                /**
                 * Format: date-time
                 * @description When its life ends; null: never.
                 * @example 2026-05-11T09:30:00Z
                 */
                expires_at: string | null;
                /** @description What kind of value it is. */
                secret_type: string;
                /** @description Words to find it by. */
                tags: string[];
                /** @description The number of a version of the value; the first is 1. */
                version: number;
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "secret.created";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        SecretDeleted: components["schemas"]["WholeSecretDeleted"] | components["schemas"]["OneVersionDeleted"];
        SecretDeletedEvent: {
            /** @description The value: names to values. */
            data: {
                /** @description The identity that deleted it. */
                deleted_by: string;
                /** @description For good: it can't be restored. */
                permanent: boolean;
                /**
                 * Format: date-time
                 * @description Until when it can be restored; null: it can't.
                 * @example 2026-05-11T09:30:00Z
                 */
                recoverable_until?: string;
                /** @description The number of a version of the value; the first is 1. */
                version?: number;
                /** @description How many versions there are. */
                version_count: number;
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "secret.deleted";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        SecretExpiredEvent: {
            /** @description The value: names to values. */
            data: {
                /**
                 * Format: date-time
                 * @description When its life ends; null: never.
                 * @example 2026-05-11T09:30:00Z
                 */
                expires_at: string;
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "secret.expired";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        SecretExpiringEvent: {
            /** @description The value: names to values. */
            data: {
                /** @description Whole days until its end. */
                days_remaining: number;
                /**
                 * Format: date-time
                 * @description When its life ends; null: never.
                 * @example 2026-05-11T09:30:00Z
                 */
                expires_at: string;
                /** @description Which of the durations before its end has come. */
                threshold: string;
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "secret.expiring";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        SecretId: {
            /** @description Names the secret id without being it. */
            accessor: string;
            /** @description Addresses that it is good from; null: any. */
            cidr_list: string[] | null;
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description The identity that made it. */
            created_by: string;
            /**
             * Format: date-time
             * @description When its life ends; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            /** @description Names to texts of your own; not secret. */
            metadata: {
                [key: string]: string;
            };
            /** @description Logins that it still opens; null: any number. */
            num_uses: number | null;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
        };
        SecretIdList: {
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description There is another page. */
            has_more: boolean;
            /** @description The secret ids of this page. */
            secret_ids: components["schemas"]["SecretId"][];
        };
        SecretList: {
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description There is another page. */
            has_more: boolean;
            /** @description The secrets: a page of them, or each by its path. */
            secrets: {
                /** @description How often it was read in the last 30 days. */
                access_count_30d?: number;
                /** @description A write must say which version it follows, or that there is none. */
                cas_required?: boolean;
                /**
                 * Format: date-time
                 * @description When it was made.
                 * @example 2026-05-11T09:30:00Z
                 */
                created_at?: string;
                /** @description The version that a read gives. */
                current_version?: number;
                /** @description How long a version lives; null: without an end. */
                delete_version_after?: string | null;
                /**
                 * Format: date-time
                 * @description When its life ends; null: never.
                 * @example 2026-05-11T09:30:00Z
                 */
                expires_at: string | null;
                /**
                 * Format: date-time
                 * @description When it was last read; null: never.
                 * @example 2026-05-11T09:30:00Z
                 */
                last_accessed_at?: string | null;
                /** @description How many versions are kept. */
                max_versions?: number;
                /** @description Names to texts of your own; not secret. */
                metadata?: {
                    [key: string]: string | number | boolean | string[];
                };
                /** @description How long before its end to tell of it: durations. */
                notify_before?: string[];
                /** @description The path of a secret: segments with `/` between them. */
                path: string;
                /** @description The rotation policy that it follows; null: none. */
                rotation_policy?: {
                    /** @description Made by Postern; it never changes. */
                    id: string;
                    /**
                     * Format: date-time
                     * @description When its value is due.
                     * @example 2026-05-11T09:30:00Z
                     */
                    next_rotation: string;
                } | null;
                /** @description The policy that makes its values; null: none. */
                secret_policy_id?: string | null;
                /**
                 * @description What kind of value it is.
                 * @enum {string}
                 */
                secret_type: "kv" | "json" | "certificate" | "ssh_key" | "api_key";
                /** @description Words to find it by. */
                tags: string[];
                /**
                 * Format: date-time
                 * @description When it was last changed.
                 * @example 2026-05-11T09:30:00Z
                 */
                updated_at: string;
                /** @description The number of a version of the value; the first is 1. */
                version: number;
                /** @description How many versions there are. */
                version_count?: number;
            }[];
            /** @description How many there are in all. */
            total_count: number;
        };
        /** @description What holds for the secret. What is left out stays as it is. */
        SecretOptions: {
            /** @description A write must say which version it follows, or that there is none. */
            cas_required?: boolean | null;
            /**
             * @description How long a version lives; null: without an end.
             * @example 90d
             */
            delete_version_after?: string | null;
            /**
             * Format: date-time
             * @description When its life ends; null: never.
             */
            expires_at?: string | null;
            /**
             * @description How long it lives, as in `90d`; null: without an end.
             * @example 90d
             */
            expires_in?: string | null;
            /** @description How many versions are kept. */
            max_versions?: number | null;
            /** @description Up to 10 durations; null: the space's default. */
            notify_before?: string | string[] | null;
            /** @description The rotation policy that it follows; null: none. */
            rotation_policy_id?: string | null;
            /** @description The policy that makes its values; null: none. */
            secret_policy_id?: string | null;
        };
        SecretPolicy: {
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description For people. */
            description: string | null;
            /** @description The fields of the value, and how each is made. */
            fields: components["schemas"]["SecretPolicyField"][];
            /** @description Made by Postern; it never changes. */
            id: string;
            /** @description False: it is kept, and has no effect. */
            is_active: boolean;
            /** @description What people call it. */
            name: string;
            /**
             * @description What it is for; a mere hint.
             * @enum {string}
             */
            policy_type: "password" | "api_key" | "oauth_client" | "ssh_key" | "custom";
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
        };
        SecretPolicyChange: {
            /** @description For people. */
            description?: string | null;
            /** @description The fields of the value, and how each is made. */
            fields?: components["schemas"]["SecretPolicyField"][];
            /** @description False: it is kept, and has no effect. */
            is_active?: boolean;
            /** @description What people call it. */
            name?: string;
            /**
             * @description A mere hint.
             * @enum {string}
             */
            policy_type?: "password" | "api_key" | "oauth_client" | "ssh_key" | "custom";
        };
        SecretPolicyField: components["schemas"]["GenerationPolicyFieldOfRandom"] | components["schemas"]["GenerationPolicyFieldOfPassphrase"] | components["schemas"]["GenerationPolicyFieldOfHex"] | components["schemas"]["GenerationPolicyFieldOfUuid"] | components["schemas"]["GenerationPolicyFieldOfTemplate"] | components["schemas"]["GenerationPolicyFieldOfRsaKeypair"] | components["schemas"]["GenerationPolicyFieldOfEcKeypair"] | components["schemas"]["GenerationPolicyFieldOfSshKeypair"] | components["schemas"]["GenerationPolicyFieldOfBcryptHash"] | components["schemas"]["GenerationPolicyFieldOfStatic"];
        SecretPolicyList: {
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description There is another page. */
            has_more: boolean;
            /** @description Names of policies. */
            policies: components["schemas"]["SecretPolicy"][];
        };
        SecretPolicyPreview: {
            /** @description The value as the policy would make it; it is nowhere stored. */
            data: {
                [key: string]: string;
            };
        };
        SecretRecord: {
            /** @description How often it was read in the last 30 days. */
            access_count_30d: number;
            /** @description A write must say which version it follows, or that there is none. */
            cas_required: boolean;
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description The version that a read gives. */
            current_version: number;
            /** @description How long a version lives; null: without an end. */
            delete_version_after: string | null;
            /**
             * Format: date-time
             * @description When its life ends; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            /**
             * Format: date-time
             * @description When it was last read; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            last_accessed_at: string | null;
            /** @description How many versions are kept. */
            max_versions: number;
            /** @description Names to texts of your own; not secret. */
            metadata: {
                [key: string]: string | number | boolean | string[];
            };
            /** @description How long before its end to tell of it: durations. */
            notify_before: string[];
            /** @description The path of a secret: segments with `/` between them. */
            path: string;
            /** @description The rotation policy that it follows; null: none. */
            rotation_policy: {
                /** @description Made by Postern; it never changes. */
                id: string;
                /**
                 * Format: date-time
                 * @description When its value is due.
                 * @example 2026-05-11T09:30:00Z
                 */
                next_rotation: string;
            } | null;
            /** @description The policy that makes its values; null: none. */
            secret_policy_id: string | null;
            /**
             * @description What kind of value it is.
             * @enum {string}
             */
            secret_type: "kv" | "json" | "certificate" | "ssh_key" | "api_key";
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
            /** @description How many versions there are. */
            version_count: number;
        };
        SecretRecordBatch: {
            /** @description The paths that could not be given, and why. */
            errors: {
                [key: string]: {
                    /** @description A word for what went wrong; null: nothing did. */
                    code: string;
                    /** @description For people; may change. */
                    message: string;
                };
            };
            /** @description The secrets: a page of them, or each by its path. */
            secrets: {
                [key: string]: components["schemas"]["SecretRecord"];
            };
            /** @description There were more than can be given. */
            truncated: boolean;
        };
        SecretRestored: {
            /** @description The path of a secret: segments with `/` between them. */
            path: string;
            /** @description Always true. */
            restored: boolean;
            /**
             * Format: date-time
             * @description When it was restored.
             * @example 2026-05-11T09:30:00Z
             */
            restored_at: string;
            /** @description The number of a version of the value; the first is 1. */
            version: number;
        };
        SecretRestoredEvent: {
            /** @description The value: names to values. */
            data: {
                /** @description The identity that restored it. */
                restored_by: string;
                /** @description The number of a version of the value; the first is 1. */
                version: number;
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "secret.restored";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        SecretRotated: {
            /** @description The value was made by a policy. */
            auto_generated: boolean;
            /**
             * Format: date-time
             * @description Until when the version before can still be read.
             * @example 2026-05-11T09:30:00Z
             */
            grace_period_ends: string;
            /** @description The path of a secret: segments with `/` between them. */
            path: string;
            /** @description The version before. */
            previous_version: number;
            /**
             * Format: date-time
             * @description When it was rotated.
             * @example 2026-05-11T09:30:00Z
             */
            rotated_at: string;
            /** @description The number of a version of the value; the first is 1. */
            version: number;
        };
        SecretRotatedEvent: {
            /** @description The value: names to values. */
            data: {
                /** @description The value was made by a policy. */
                auto_generated: boolean;
                /**
                 * Format: date-time
                 * @description Until when the version before can still be read.
                 * @example 2026-05-11T09:30:00Z
                 */
                grace_period_ends: string;
                /** @description The version that was written; null: none was. */
                new_version: number;
                /** @description The version before; null: none. */
                old_version: number;
                /** @description The rotation policy that it follows; null: none. */
                rotation_policy_id: string | null;
                /** @description The name of the rotation policy. */
                rotation_policy_name: string | null;
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "secret.rotated";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        SecretTrail: {
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description There is another page. */
            has_more: boolean;
            /** @description The rows of this page. */
            logs: components["schemas"]["AuditEntry"][];
            /** @description The path of a secret: segments with `/` between them. */
            path: string;
            /** @description Of the last 30 days. */
            summary: {
                /**
                 * Format: date-time
                 * @description When it was last read; null: never.
                 * @example 2026-05-11T09:30:00Z
                 */
                last_accessed_at: string | null;
                /** @description Values given. */
                total_accesses_30d: number;
                /** @description How many identities used it. */
                unique_identities_30d: number;
            };
        };
        SecretUpdated: {
            /** @description Always false. */
            created: boolean;
            /**
             * Format: date-time
             * @description Until when the version before can still be read.
             * @example 2026-05-11T09:30:00Z
             */
            grace_period_ends?: string;
            /** @description The path of a secret: segments with `/` between them. */
            path: string;
            /** @description The version before. */
            previous_version: number;
            /** @description Always true. */
            rotated?: boolean;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
            /** @description The number of a version of the value; the first is 1. */
            version: number;
        };
        SecretUpdatedEvent: {
            /** @description The value: names to values. */
            data: {
                /** @description It is the next value of a rotation. */
                is_rotation: boolean;
                /** @description The version that was written; null: none was. */
                new_version: number;
                /** @description The version before; null: none. */
                old_version: number;
                /** @description The identity that wrote it. */
                updated_by: string;
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "secret.updated";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        SecretVersions: {
            /** @description The path of a secret: segments with `/` between them. */
            path: string;
            /** @description The versions, newest first. */
            versions: {
                /**
                 * Format: date-time
                 * @description When it was made.
                 * @example 2026-05-11T09:30:00Z
                 */
                created_at: string;
                /** @description The identity that made it. */
                created_by: string;
                /**
                 * Format: date-time
                 * @description When it was deleted; null: it was not.
                 * @example 2026-05-11T09:30:00Z
                 */
                deleted_at: string | null;
                /** @description Its value is gone for good. */
                destroyed: boolean;
                /** @description It is the one that a read gives. */
                is_current: boolean;
                /**
                 * Format: date-time
                 * @description Until when it can be read; null: as long as it is there.
                 * @example 2026-05-11T09:30:00Z
                 */
                readable_until: string | null;
                /** @description The number of a version of the value; the first is 1. */
                version: number;
            }[];
        };
        Settings: {
            /** @description How long rows of the log are kept. */
            audit_retention: string;
            /** @description A write must say which version it follows, or that there is none. */
            cas_required: boolean;
            /** @description How long a version lives; null: without an end. */
            delete_version_after: string | null;
            /** @description How many versions are kept. */
            max_versions: number;
            /** @description The same for writes of metadata. */
            metadata_cas_required: boolean;
            /** @description How long a second factor counts. */
            mfa_max_age: string;
            /** @description How long before its end to tell of it: durations. */
            notify_before: string[];
            /** @description How long the version before a rotation can still be read. */
            rotation_grace_period: string;
            /** @description How long what was deleted can be restored. */
            soft_delete_retention: string;
            /** @description How long a token lives that says nothing of it. */
            token_default_ttl: string;
            /** @description No renewal leads beyond this; null: no bound. */
            token_max_ttl: string | null;
            /**
             * Format: date-time
             * @description When it was last changed.
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
            /** @description A write must say which version it follows, or that there is none. */
            cas_required?: boolean | null;
            /**
             * @description 1s to 3650d; null: back to the default.
             * @example 3650d
             */
            delete_version_after?: string | null;
            /**
             * @description How many versions are kept.
             * @example 10
             */
            max_versions?: number | null;
            /** @description The same for writes of metadata. */
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
            /** @description The number of the space's key. */
            key_version: number;
            /** @description Records that are still sealed with an older key. */
            pending: number;
            /** @description The tenant or partner. */
            space_id: string;
        };
        SpacePatch: {
            /** @description What people call it. */
            name?: string;
            /**
             * @description How it stands.
             * @enum {string}
             */
            status?: "active" | "suspended";
        };
        Tenant: {
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description Made by Postern; it never changes. */
            id: string;
            /** @description What people call it. */
            name: string;
            /** @description The partner, by id. */
            partner_id: string;
            /** @description The short name that its id ends with. */
            slug: string;
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "active" | "suspended";
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
        };
        TenantList: {
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description There is another page. */
            has_more: boolean;
            /** @description The tenants of this page. */
            tenants: components["schemas"]["Tenant"][];
        };
        TestBrowser: {
            /** @description The session at the browser's service. */
            session?: string;
        };
        TestCredential: {
            /** @description Also read the secret, to look whether its fields are there. */
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
             * @description When it was tried.
             * @example 2026-05-11T09:30:00Z
             */
            checkedAt: string;
            /**
             * @description A word for what went wrong; null: nothing did.
             * @enum {string|null}
             */
            code: "browser_unreachable" | "browser_refused" | "browser_gone" | null;
            /** @description How long it took, in milliseconds. */
            latencyMs: number;
            /** @description It works. */
            ok: boolean;
            /** @description How many pages are open. */
            pages: number | null;
            /** @description What the browser calls itself. */
            product: string | null;
            /** @description Of its protocol. */
            protocolVersion: string | null;
            /**
             * @description How far the try came.
             * @enum {string}
             */
            stage: "address" | "version" | "connect" | "protocol";
        };
        TestedCredential: {
            /**
             * Format: date-time
             * @description When it was tried.
             * @example 2026-05-11T09:30:00Z
             */
            checkedAt: string;
            /** @description Each part that was looked at. */
            checks: {
                /**
                 * @description The page's host is allowed.
                 * @enum {string}
                 */
                domain: "passed" | "failed" | "skipped";
                /** @description Each field that the credential maps. */
                fields: {
                    /**
                     * @description The field is there.
                     * @enum {string}
                     */
                    password: "passed" | "failed" | "skipped";
                    /**
                     * @description The field is there.
                     * @enum {string}
                     */
                    totp?: "passed" | "failed" | "skipped";
                    /**
                     * @description The field is there.
                     * @enum {string}
                     */
                    username: "passed" | "failed" | "skipped";
                };
                /**
                 * @description The vault lets Postern in.
                 * @enum {string}
                 */
                login: "passed" | "failed" | "skipped";
                /**
                 * @description The path can be read.
                 * @enum {string}
                 */
                path: "passed" | "failed" | "skipped";
                /**
                 * @description The seed of one-time codes is a good one.
                 * @enum {string}
                 */
                totpSeed: "passed" | "failed" | "skipped";
            };
            /** @description A word for what went wrong; null: nothing did. */
            code: string | null;
            /**
             * @description What is likely wrong; null: nothing is known.
             * @enum {string|null}
             */
            hint: "read_needed" | "missing_data_segment" | "kv_version" | null;
            /** @description How long it took, in milliseconds. */
            latencyMs: number;
            /** @description `true` only if a resolve for an allowed page would succeed; `null` where the secret would have to be read for that. */
            ok: boolean | null;
            /** @description The version that the vault gave; null: it has none. */
            vaultVersion: number | null;
        };
        TestedVaultIntegration: {
            /**
             * Format: date-time
             * @description When it was tried.
             * @example 2026-05-11T09:30:00Z
             */
            checkedAt: string;
            /** @description A word for what went wrong; null: nothing did. */
            code: string | null;
            /**
             * @description `lookup_denied`: the role may not look its token up; nothing speaks against the login.
             * @enum {string|null}
             */
            hint: "lookup_denied" | null;
            /** @description How long it took, in milliseconds. */
            latencyMs: number;
            /** @description It works. */
            ok: boolean;
            /**
             * @description How far the try came.
             * @enum {string}
             */
            stage: "address" | "login" | "lookup";
            /** @description How long the vault's token lives; null: not known. */
            tokenTtlSeconds: number | null;
        };
        TestPolicy: {
            /** @description What to suppose of the request. */
            context?: {
                /** @description Suppose that a second factor was shown. */
                mfa_verified?: boolean;
                /** @description Suppose that it comes from this address. */
                source_ip?: string;
                /**
                 * Format: date-time
                 * @description Suppose that it comes at this time.
                 */
                timestamp?: string;
            };
            /**
             * @description The identity, as in `user:anna` or `sa:ci`.
             * @example user:alice@acme.example
             */
            identity_id: string;
            /**
             * @description The path of a secret: segments with `/` between them.
             * @example shop/db/login
             */
            path: string;
            /**
             * @description What is to be done with the secret.
             * @enum {string}
             */
            permission: "read" | "write" | "delete" | "list" | "rotate" | "admin";
        };
        TestVaultIntegration: {
            /** @description Log in anew, whatever token is at hand. */
            freshLogin?: boolean;
        };
        Token: {
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description The identity that made it. */
            created_by: string;
            /**
             * Format: date-time
             * @description When its life ends; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            expires_at: string | null;
            /** @description Made by Postern; it never changes. */
            id: string;
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description Of the foreign token that it was bought with: `iss`. */
            issuer: string | null;
            /** @description The same: `jti`. */
            jti: string | null;
            /**
             * Format: date-time
             * @description When it was last used; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            last_used_at: string | null;
            /**
             * @description No renewal leads beyond this; null: no bound.
             * @example 30d
             */
            max_ttl: string | null;
            /** @description Names to texts of your own; not secret. */
            metadata: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @description When a second factor was shown; null: none was.
             * @example 2026-05-11T09:30:00Z
             */
            mfa_verified_at: string | null;
            /** @description What people call it. */
            name: string;
            /** @description Requests that it still opens; null: any number. */
            num_uses: number | null;
            /** @description The token that made it, and that it dies with. */
            parent: string | null;
            /** @description The only policies that count for it; null: all. */
            policy_ids: string[] | null;
            /** @description Its life may be made longer. */
            renewable: boolean;
            /**
             * Format: date-time
             * @description When it was last renewed; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            renewed_at: string | null;
            /**
             * Format: date-time
             * @description When it was revoked; null: it was not.
             * @example 2026-05-11T09:30:00Z
             */
            revoked_at: string | null;
            /** @description What the token may ask for. */
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "active" | "expired" | "revoked";
            /** @description The same: `sub`. */
            subject: string | null;
            /** @description The trust by whose word its bearer is here, also of what such a token made for itself. */
            trust_id: string | null;
            /**
             * @description How it came to be.
             * @enum {string}
             */
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
        TokenExchangeForm: {
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
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description There is another page. */
            has_more: boolean;
            /** @description The tokens of this page. */
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
            /** @description `aud` of the tokens that it takes. */
            audience: string;
            /** @description What a token must say: a claim to the text that fits it, or to several. */
            claims: {
                [key: string]: string | string[];
            };
            /** @description People sign in to the console by its issuer. */
            console_sign_in: boolean;
            /** @description Make the identity if there is none. */
            create_identity: boolean;
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description The identity that made it. */
            created_by: string;
            /** @description Groups that they belong to. */
            groups: string[];
            /** @description The claim that names groups; null: none. */
            groups_claim: string | null;
            /** @description A value of that claim to a group of the tenant. */
            groups_map: {
                [key: string]: string;
            };
            /** @description It has a secret at its issuer. */
            has_client_secret: boolean;
            /** @description Made by Postern; it never changes. */
            id: string;
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description False: it is kept, and has no effect. */
            is_active: boolean;
            /** @description `iss` of the tokens that it takes. */
            issuer: string;
            /** @description The issuer's keys; null: they are fetched. */
            jwks: {
                /** @description Public keys. */
                keys: {
                    /** @description The algorithm that it signs by. */
                    alg?: string;
                    /** @description Its curve. */
                    crv?: string;
                    /** @description The exponent. */
                    e?: string;
                    /** @description What the key is for. */
                    key_ops?: string[];
                    /** @description The key's id. */
                    kid?: string;
                    /** @description The kind of key. */
                    kty: string;
                    /** @description The modulus. */
                    n?: string;
                    /** @description What the key is for. */
                    use?: string;
                    /** @description A coordinate of it. */
                    x?: string;
                    /** @description The other coordinate. */
                    y?: string;
                }[];
            } | null;
            /** @description Where the issuer's keys are; null: they stand in `jwks`, or where the issuer says. */
            jwks_uri: string | null;
            /** @description The claim that tells of a second factor; null: none does. */
            mfa_claim: {
                /** @description The claim, by name. */
                claim: string;
                /** @description Texts, any of which fits. */
                values: string[];
            } | null;
            /** @description What people call it. */
            name: string;
            /**
             * @description Passwords that a system takes: Amazon RDS, Oracle Database, Windows. Beside it only `length` and `exclude`.
             * @enum {string}
             */
            preset: "github" | "gitlab" | "kubernetes" | "cloudflare_access" | "oidc";
            /** @description What they may do beyond their policies. */
            roles: ("tenant_admin" | "partner_admin")[];
            /** @description What the token may ask for. */
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /** @description A foreign token is taken once only. */
            single_use: boolean;
            /**
             * @description How long it lives, as in `1h`.
             * @example 15m
             */
            ttl: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
        };
        TrustCheck: {
            /**
             * @description What was looked at.
             * @enum {string}
             */
            check: "form" | "active" | "algorithm" | "issuer" | "audience" | "expires_at" | "not_before" | "issued_at" | "claim" | "identity" | "single_use" | "signature";
            /** @description The claim that was looked at, as the trust names it. */
            claim?: string;
            /**
             * @description What came of it.
             * @enum {string}
             */
            outcome: "passed" | "failed" | "skipped";
            /** @description A reason word: why it failed or was skipped. Null: it passed. */
            reason: string | null;
        };
        TrustExplain: {
            /** @description The foreign token that is to be looked at. */
            jwt: string;
        };
        TrustExplanation: {
            /** @description Each check, in its order. */
            checks: components["schemas"]["TrustCheck"][];
            /** @description Would an exchange by this trust be let in now? */
            ok: boolean;
        };
        TrustList: {
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description There is another page. */
            has_more: boolean;
            /** @description The trusts of this page. */
            trusts: components["schemas"]["Trust"][];
        };
        TrustPatch: {
            /**
             * @description What tokens say as `aud`. Of a new one at first `<PUBLIC_URL>/<tenant id>`, but not of `cloudflare_access`.
             * @example https://postern.acme.example/tnt_acme
             */
            audience?: string;
            /**
             * @description A claim (dot path or JSON pointer) to the text that fits it, or to several. All have to hold. `*` stands for any run without `/` and `:`.
             * @example {
             *       "repository_id": "123456789",
             *       "repository_owner_id": "987654",
             *       "ref": "refs/heads/main"
             *     }
             */
            claims?: {
                [key: string]: string | string[];
            };
            /** @description What the issuer gave to its client `audience`. Kept sealed, never given out. Null takes it away. */
            client_secret?: string | null;
            /** @description May people sign in to the console by the issuer? `audience` is then the client id there. Only `oidc`. At first false. */
            console_sign_in?: boolean;
            /** @description Is the identity made when its bearer comes first? At first false. */
            create_identity?: boolean;
            /** @description Of an identity that is made, once. Only with `create_identity`. */
            groups?: string[];
            /**
             * @description The claim that `groups_map` translates: groups that the token alone has.
             * @example groups
             */
            groups_claim?: string | null;
            /**
             * @description A value of `groups_claim` to a group of the tenant.
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
            /** @description False: nobody comes by it, and its tokens end at once. At first true. */
            is_active?: boolean;
            /**
             * @description What tokens say as `iss`, letter for letter. `github` and `gitlab` have one of their own.
             * @example https://issuer.acme.example
             */
            issuer?: string;
            /** @description Public keys (RFC 7517, section 5), up to 64 KiB. Not with `jwks_uri`. */
            jwks?: ({
                /** @description Public keys. */
                keys: ({
                    /**
                     * @description The kind of key.
                     * @example EC
                     */
                    kty: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            }) | null;
            /**
             * @description Where the issuer's keys are. Without this and `jwks` they are found by the issuer.
             * @example https://issuer.acme.example/keys
             */
            jwks_uri?: string | null;
            /** @description Values of a claim that count as a second factor. */
            mfa_claim?: {
                /**
                 * @description The claim, by name.
                 * @example groups
                 */
                claim: string;
                /**
                 * @description Texts, any of which fits.
                 * @example [
                 *       "mfa"
                 *     ]
                 */
                values: string[];
            } | null;
            /** @description What people call it. */
            name?: string;
            /**
             * @description What is filled in, and which claims are demanded. Of a new one at first `oidc`.
             * @enum {string}
             */
            preset?: "github" | "gitlab" | "kubernetes" | "cloudflare_access" | "oidc";
            /** @description The same; only the operator or a `partner_admin` may give them. */
            roles?: ("tenant_admin" | "partner_admin")[];
            /** @description What the token may ask for. */
            scopes?: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /** @description Does each foreign token count once? At first true for `github` and `oidc`. */
            single_use?: boolean;
            /**
             * @description How long a token lives: `1m` to `1h`, of `cloudflare_access` and with `console_sign_in` to `12h`. At first `15m`.
             * @example 15m
             */
            ttl?: string;
        };
        VaultIntegration: {
            /** @description The vault's own address, `https://`. */
            address: string | null;
            /**
             * @description How Postern logs in there.
             * @enum {string|null}
             */
            authMethod: "approle" | null;
            /** @description Where the login method is mounted. */
            authMount: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            createdAt: string;
            /**
             * Format: uuid
             * @description Made by Postern; it never changes.
             */
            id: string;
            /**
             * @description Which version of KV the mount speaks.
             * @enum {integer}
             */
            kvVersion: 1 | 2;
            /**
             * Format: date-time
             * @description When it was last tried; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            lastCheckedAt: string | null;
            /** @description What people call it. */
            name: string;
            /** @description The vault's namespace; null: none. */
            namespace: string | null;
            /** @description The id of the role to log in by. */
            roleId: string | null;
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "unknown" | "healthy" | "failing";
            /**
             * @description Its kind.
             * @enum {string}
             */
            type: "hashicorp" | "native";
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-05-11T09:30:00Z
             */
            updatedAt: string;
        };
        Webhook: {
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description False: nothing is sent. */
            enabled: boolean;
            /** @description The types of events that it hears of. */
            events: string[];
            filters: components["schemas"]["EventFilters"];
            /** @description Made by Postern; it never changes. */
            id: string;
            /** @description What people call it. */
            name: string;
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "healthy" | "degraded" | "failing" | "disabled";
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
            /** @description Where it is sent. */
            url: string;
        };
        WebhookChange: {
            /** @description False: nothing is sent. */
            enabled?: boolean;
            /**
             * @description Wildcards leave out `secret.accessed`.
             * @example [
             *       "secret.*"
             *     ]
             */
            events?: ("secret.created" | "secret.updated" | "secret.deleted" | "secret.rotated" | "secret.expiring" | "secret.expired" | "secret.restored" | "secret.accessed" | "policy.created" | "policy.updated" | "policy.deleted" | "policy.binding.created" | "policy.binding.deleted" | "policy.violation" | "credential.domains_changed" | "credential.authenticated" | "credential.authentication_failed" | "rotation.due" | "rotation.overdue" | "rotation.completed" | "rotation.failed" | "wrapping.unwrap_refused" | "*" | "secret.*" | "policy.*" | "credential.*" | "rotation.*" | "wrapping.*")[];
            filters?: components["schemas"]["EventFilters"];
            /** @description Only true, and not together with `secret`. */
            generate_secret?: boolean;
            /** @description What people call it. */
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
            /**
             * @description Where it is sent.
             * @example https://hooks.acme.example/in
             */
            url?: string;
        };
        WebhookDelivery: {
            /** @description How often it was sent. */
            attempts: number;
            /** @description How long it took, in milliseconds. */
            duration_ms: number | null;
            /**
             * @description Why it was not taken; null: it was, or it was not sent yet.
             * @enum {string|null}
             */
            error: "timeout" | "connection" | "status" | "redirect" | "blocked_address" | "disabled" | null;
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /** @description What happened. */
            event_type: string;
            /** @description Made by Postern; it never changes. */
            id: string;
            /**
             * Format: date-time
             * @description When it is sent again; null: not any more.
             * @example 2026-05-11T09:30:00Z
             */
            next_attempt_at: string | null;
            /** @description The status that its server answered with; null: it did not. */
            response_code: number | null;
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "pending" | "success" | "failed";
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00Z
             */
            timestamp: string;
        };
        WebhookDeliveryList: {
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description The deliveries of this page, newest first. */
            deliveries: components["schemas"]["WebhookDelivery"][];
            /** @description There is another page. */
            has_more: boolean;
        };
        WebhookList: {
            /** @description Where the next page begins; null: there is none. */
            cursor: string | null;
            /** @description There is another page. */
            has_more: boolean;
            /** @description The webhooks of this page. */
            webhooks: components["schemas"]["Webhook"][];
        };
        WebhookReport: {
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description False: nothing is sent. */
            enabled: boolean;
            /** @description The types of events that it hears of. */
            events: string[];
            filters: components["schemas"]["EventFilters"];
            /** @description Made by Postern; it never changes. */
            id: string;
            /** @description The latest; null: there was none. */
            last_delivery: {
                /** @description Made by Postern; it never changes. */
                id: string;
                /** @description The status that its server answered with; null: it did not. */
                response_code: number | null;
                /**
                 * @description How it stands.
                 * @enum {string}
                 */
                status: "pending" | "success" | "failed";
                /**
                 * Format: date-time
                 * @description When it happened.
                 * @example 2026-05-11T09:30:00Z
                 */
                timestamp: string;
            } | null;
            /** @description What people call it. */
            name: string;
            /** @description How it did in the last 24 hours. */
            statistics: {
                /** @description How long its server took, in milliseconds; null: nothing was sent. */
                avg_latency_ms: number | null;
                /** @description How many were sent. */
                deliveries_24h: number;
                /** @description 0 to 1, of those that ended. */
                success_rate_24h: number | null;
            };
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "healthy" | "degraded" | "failing" | "disabled";
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
            /** @description Where it is sent. */
            url: string;
        };
        WebhookRetry: {
            /** @description The delivery, by id. */
            delivery_id: string;
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "pending";
        };
        WebhookTest: {
            /** @description The delivery, by id. */
            delivery_id: string;
            /** @description How long it took, in milliseconds. */
            duration_ms: number | null;
            /** @description The status that its server answered with; null: it did not. */
            response_code: number | null;
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "success" | "failed";
        };
        WebhookTestEvent: {
            /** @description The value: names to values. */
            data: {
                /** @description For people; may change. */
                message: string;
                /** @description The webhook. */
                webhook_id: string;
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "webhook.test";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        WebhookWritten: {
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            created_at: string;
            /** @description False: nothing is sent. */
            enabled: boolean;
            /** @description The types of events that it hears of. */
            events: string[];
            filters: components["schemas"]["EventFilters"];
            /** @description Made by Postern; it never changes. */
            id: string;
            /** @description What people call it. */
            name: string;
            /** @description Only where the server made it, and only in this answer. */
            secret?: string;
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "healthy" | "degraded" | "failing" | "disabled";
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-05-11T09:30:00Z
             */
            updated_at: string;
            /** @description Where it is sent. */
            url: string;
        };
        Whoami: {
            /** @description What people call them. */
            display_name: string | null;
            /** @description Groups that they belong to. */
            groups: string[];
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /**
             * @description The identity's kind.
             * @enum {string}
             */
            identity_type: "user" | "service_account" | "system";
            /**
             * Format: date-time
             * @description When a second factor was shown; null: none was.
             * @example 2026-05-11T09:30:00Z
             */
            mfa_verified_at: string | null;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description What they may do beyond their policies. */
            roles: ("tenant_admin" | "partner_admin")[];
            /** @description What the token may ask for. */
            scopes: ("secrets:read" | "secrets:write" | "secrets:delete" | "secrets:list" | "secrets:rotate" | "policies:read" | "policies:write" | "audit:read" | "audit:export" | "identity:read" | "identity:admin" | "integrations:read" | "integrations:write" | "integrations:push" | "credentials:read" | "credentials:write" | "credentials:use" | "credentials:authenticate" | "admin")[];
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When the token's life ends; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            token_expires_at: string | null;
            /** @description The token, by id; null: none. */
            token_id: string | null;
            /** @description The trust by whose word the caller is here. */
            trust_id: string | null;
        };
        WholeSecretDeleted: {
            /** @description Always true. */
            deleted: boolean;
            /** @description The path of a secret: segments with `/` between them. */
            path: string;
            /** @description For good: it can't be restored. */
            permanent: boolean;
            /**
             * Format: date-time
             * @description Until when it can be restored; null: it can't.
             * @example 2026-05-11T09:30:00Z
             */
            recoverable_until: string | null;
        };
        WrappingUnwrapRefusedEvent: {
            /** @description The value: names to values. */
            data: {
                /** @description Names the secret id without being it. */
                accessor: string;
                /** @description The route whose answer was kept. */
                creation_path: string;
                /** @description The address that the request came from. */
                source_ip: string | null;
                /**
                 * Format: date-time
                 * @description When it was given.
                 * @example 2026-05-11T09:30:00Z
                 */
                used_at: string;
                /** @description The identity that had it kept. */
                wrapped_by: string;
            };
            /** @description The event, by id: the same in every delivery of it. */
            event_id: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            event_type: "wrapping.unwrap_refused";
            /** @description The identity, as in `user:anna` or `sa:ci`. */
            identity_id: string;
            /** @description The partner, by id. */
            partner_id: string | null;
            /** @description The path of a secret: segments with `/` between them. */
            path?: string;
            /** @description The id of the request, as in its answer's `X-Request-ID`. */
            request_id: string | null;
            /** @description The tenant, by id; null: none. */
            tenant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-05-11T09:30:00.125Z
             */
            timestamp: string;
        };
        WrittenCredential: {
            access: components["schemas"]["AccessLists"];
            /** @description Patterns of hosts that it may be used on: a host, or `*.` and a base; for one port where a port stands behind it, else for any. */
            allowedDomains: string[];
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-05-11T09:30:00Z
             */
            createdAt: string;
            fieldMap: components["schemas"]["FieldMap"];
            /**
             * Format: uuid
             * @description Made by Postern; it never changes.
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was last used; null: never.
             * @example 2026-05-11T09:30:00Z
             */
            lastUsedAt: string | null;
            /** @description What people call it. */
            name: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             * @example 2026-05-11T09:30:00Z
             */
            updatedAt: string;
            /**
             * Format: uuid
             * @description The vault that it lies in.
             */
            vaultIntegrationId: string;
            /** @description Where the login lies: the path of the vault's own API after `/v1/`, with the segment `data` of KV version 2. */
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
                /** @description The credential. */
                credentialId?: string;
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example [
                     *       {
                     *         "id": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *         "credentialId": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *         "status": "running",
                     *         "verdict": "signed_in",
                     *         "mode": "wire",
                     *         "host": "example",
                     *         "matchedPattern": "example",
                     *         "steps": [
                     *           {
                     *             "step": "username",
                     *             "outcome": "filled"
                     *           }
                     *         ],
                     *         "usedTotp": true,
                     *         "vaultVersion": 1,
                     *         "code": "example",
                     *         "details": {
                     *           "example": {}
                     *         },
                     *         "startedAt": "2026-05-11T09:30:00Z",
                     *         "endedAt": "2026-05-11T09:30:00Z",
                     *         "durationMs": 1
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Authentication"][];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "authentications.read": {
        parameters: {
            query?: {
                /** @description How long to wait for the end, in milliseconds; the answer comes earlier if it is there. */
                waitMs?: number;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *       "credentialId": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *       "status": "running",
                     *       "verdict": "signed_in",
                     *       "mode": "wire",
                     *       "host": "example",
                     *       "matchedPattern": "example",
                     *       "steps": [
                     *         {
                     *           "step": "username",
                     *           "outcome": "filled"
                     *         }
                     *       ],
                     *       "usedTotp": true,
                     *       "vaultVersion": 1,
                     *       "code": "example",
                     *       "details": {
                     *         "example": {}
                     *       },
                     *       "startedAt": "2026-05-11T09:30:00Z",
                     *       "endedAt": "2026-05-11T09:30:00Z",
                     *       "durationMs": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Authentication"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "authentications.cancel": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *       "credentialId": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *       "status": "running",
                     *       "verdict": "signed_in",
                     *       "mode": "wire",
                     *       "host": "example",
                     *       "matchedPattern": "example",
                     *       "steps": [
                     *         {
                     *           "step": "username",
                     *           "outcome": "filled"
                     *         }
                     *       ],
                     *       "usedTotp": true,
                     *       "vaultVersion": 1,
                     *       "code": "example",
                     *       "details": {
                     *         "example": {}
                     *       },
                     *       "startedAt": "2026-05-11T09:30:00Z",
                     *       "endedAt": "2026-05-11T09:30:00Z",
                     *       "durationMs": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Authentication"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "browsers.list": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example [
                     *       {
                     *         "id": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *         "name": "example",
                     *         "endpoint": "example",
                     *         "auth": "none",
                     *         "createdAt": "2026-05-11T09:30:00Z",
                     *         "updatedAt": "2026-05-11T09:30:00Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Browser"][];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "browsers.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                "application/json": components["schemas"]["CreateBrowser"];
            };
        };
        responses: {
            /** @description The browser. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *       "name": "example",
                     *       "endpoint": "example",
                     *       "auth": "none",
                     *       "createdAt": "2026-05-11T09:30:00Z",
                     *       "updatedAt": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Browser"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "browsers.read": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *       "name": "example",
                     *       "endpoint": "example",
                     *       "auth": "none",
                     *       "createdAt": "2026-05-11T09:30:00Z",
                     *       "updatedAt": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Browser"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "browsers.rotate": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *       "name": "example",
                     *       "endpoint": "example",
                     *       "auth": "none",
                     *       "createdAt": "2026-05-11T09:30:00Z",
                     *       "updatedAt": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Browser"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "browsers.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "browsers.rename": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *       "name": "example",
                     *       "endpoint": "example",
                     *       "auth": "none",
                     *       "createdAt": "2026-05-11T09:30:00Z",
                     *       "updatedAt": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Browser"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "browsers.test": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "ok": true,
                     *       "stage": "address",
                     *       "code": "browser_unreachable",
                     *       "product": "example",
                     *       "protocolVersion": "example",
                     *       "pages": 1,
                     *       "checkedAt": "2026-05-11T09:30:00Z",
                     *       "latencyMs": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TestedBrowser"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "credentials.list": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description One host, without a wildcard; with a port, as in `localhost:3000`, for the page at that port. */
                domain?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Only those with exactly this name. */
                name?: string;
                /** @description The vault that it lies in. */
                vaultIntegrationId?: string;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example [
                     *       {
                     *         "id": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *         "name": "example",
                     *         "vaultIntegrationId": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *         "vaultPath": "example",
                     *         "fieldMap": {
                     *           "username": "login",
                     *           "password": "pass"
                     *         },
                     *         "allowedDomains": [
                     *           "example"
                     *         ],
                     *         "createdAt": "2026-05-11T09:30:00Z",
                     *         "updatedAt": "2026-05-11T09:30:00Z",
                     *         "lastUsedAt": "2026-05-11T09:30:00Z",
                     *         "access": {
                     *           "use": [
                     *             "example"
                     *           ],
                     *           "manage": [
                     *             "example"
                     *           ]
                     *         }
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Credential"][];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "credentials.create": {
        parameters: {
            query?: {
                /** @description Refused if another record of this kind bears the name: `name_conflict`. */
                unique?: boolean;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                 *         "username": "login",
                 *         "password": "pass"
                 *       },
                 *       "allowedDomains": [
                 *         "portal.example.net",
                 *         "*.staff.example.net",
                 *         "app.example.net:8443"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CreateCredential"];
            };
        };
        responses: {
            /** @description The credential. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *       "name": "example",
                     *       "vaultIntegrationId": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *       "vaultPath": "example",
                     *       "fieldMap": {
                     *         "username": "login",
                     *         "password": "pass"
                     *       },
                     *       "allowedDomains": [
                     *         "example"
                     *       ],
                     *       "createdAt": "2026-05-11T09:30:00Z",
                     *       "updatedAt": "2026-05-11T09:30:00Z",
                     *       "lastUsedAt": "2026-05-11T09:30:00Z",
                     *       "access": {
                     *         "use": [
                     *           "example"
                     *         ],
                     *         "manage": [
                     *           "example"
                     *         ]
                     *       },
                     *       "warnings": [
                     *         "missing_data_segment"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WrittenCredential"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "credentials.read": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *       "name": "example",
                     *       "vaultIntegrationId": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *       "vaultPath": "example",
                     *       "fieldMap": {
                     *         "username": "login",
                     *         "password": "pass"
                     *       },
                     *       "allowedDomains": [
                     *         "example"
                     *       ],
                     *       "createdAt": "2026-05-11T09:30:00Z",
                     *       "updatedAt": "2026-05-11T09:30:00Z",
                     *       "lastUsedAt": "2026-05-11T09:30:00Z",
                     *       "access": {
                     *         "use": [
                     *           "example"
                     *         ],
                     *         "manage": [
                     *           "example"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Credential"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "credentials.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "credentials.update": {
        parameters: {
            query?: {
                /** @description Refused if another record of this kind bears the name: `name_conflict`. */
                unique?: boolean;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *       "name": "example",
                     *       "vaultIntegrationId": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *       "vaultPath": "example",
                     *       "fieldMap": {
                     *         "username": "login",
                     *         "password": "pass"
                     *       },
                     *       "allowedDomains": [
                     *         "example"
                     *       ],
                     *       "createdAt": "2026-05-11T09:30:00Z",
                     *       "updatedAt": "2026-05-11T09:30:00Z",
                     *       "lastUsedAt": "2026-05-11T09:30:00Z",
                     *       "access": {
                     *         "use": [
                     *           "example"
                     *         ],
                     *         "manage": [
                     *           "example"
                     *         ]
                     *       },
                     *       "warnings": [
                     *         "missing_data_segment"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WrittenCredential"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
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
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *       "credentialId": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *       "status": "running",
                     *       "verdict": "signed_in",
                     *       "mode": "wire",
                     *       "host": "example",
                     *       "matchedPattern": "example",
                     *       "steps": [
                     *         {
                     *           "step": "username",
                     *           "outcome": "filled"
                     *         }
                     *       ],
                     *       "usedTotp": true,
                     *       "vaultVersion": 1,
                     *       "code": "example",
                     *       "details": {
                     *         "example": {}
                     *       },
                     *       "startedAt": "2026-05-11T09:30:00Z",
                     *       "endedAt": "2026-05-11T09:30:00Z",
                     *       "durationMs": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Authentication"];
                };
            };
            /** @description The run, which goes on. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *       "credentialId": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *       "status": "running",
                     *       "verdict": "signed_in",
                     *       "mode": "wire",
                     *       "host": "example",
                     *       "matchedPattern": "example",
                     *       "steps": [
                     *         {
                     *           "step": "username",
                     *           "outcome": "filled"
                     *         }
                     *       ],
                     *       "usedTotp": true,
                     *       "vaultVersion": 1,
                     *       "code": "example",
                     *       "details": {
                     *         "example": {}
                     *       },
                     *       "startedAt": "2026-05-11T09:30:00Z",
                     *       "endedAt": "2026-05-11T09:30:00Z",
                     *       "durationMs": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Authentication"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "credentials.describe_login": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "host": "example",
                     *       "allowed": true,
                     *       "matchedPattern": "example",
                     *       "form": {
                     *         "kind": "login",
                     *         "fields": [
                     *           {
                     *             "role": "username",
                     *             "selector": "example",
                     *             "label": "example",
                     *             "frameHost": "example"
                     *           }
                     *         ],
                     *         "submit": {
                     *           "selector": "example",
                     *           "label": "example"
                     *         }
                     *       },
                     *       "refusal": "example",
                     *       "details": {
                     *         "example": {}
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["LoginDescription"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "credentials.events": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example [
                     *       {
                     *         "id": "example",
                     *         "at": "2030-01-01T00:00:00Z",
                     *         "action": "example",
                     *         "outcome": "success",
                     *         "code": "example",
                     *         "actor": "example",
                     *         "requestId": "example",
                     *         "details": {
                     *           "example": {}
                     *         }
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["BrokerEvent"][];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "credentials.match": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "allowed": true,
                     *       "host": "example",
                     *       "matchedPattern": "example",
                     *       "reason": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["MatchedUrl"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "credentials.resolve": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "credentialId": "example",
                     *       "mode": "vault",
                     *       "host": "example",
                     *       "matchedPattern": "example",
                     *       "username": "example",
                     *       "password": "example",
                     *       "totp": {
                     *         "code": "example",
                     *         "expiresAt": "2026-05-11T09:30:00Z",
                     *         "period": 1,
                     *         "remainingSeconds": 1
                     *       },
                     *       "vaultVersion": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ResolvedCredential"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "credentials.test": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "ok": true,
                     *       "code": "example",
                     *       "checkedAt": "2026-05-11T09:30:00Z",
                     *       "latencyMs": 1,
                     *       "vaultVersion": 1,
                     *       "hint": "read_needed",
                     *       "checks": {
                     *         "domain": "passed",
                     *         "login": "passed",
                     *         "path": "passed",
                     *         "totpSeed": "passed",
                     *         "fields": {
                     *           "username": "passed",
                     *           "password": "passed",
                     *           "totp": "passed"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TestedCredential"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "integrations.list": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Only those with exactly this name. */
                name?: string;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example [
                     *       {
                     *         "id": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *         "name": "example",
                     *         "type": "hashicorp",
                     *         "address": "example",
                     *         "namespace": "example",
                     *         "authMethod": "approle",
                     *         "roleId": "example",
                     *         "createdAt": "2026-05-11T09:30:00Z",
                     *         "updatedAt": "2026-05-11T09:30:00Z",
                     *         "authMount": "example",
                     *         "kvVersion": 1,
                     *         "status": "unknown",
                     *         "lastCheckedAt": "2026-05-11T09:30:00Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["VaultIntegration"][];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "integrations.create": {
        parameters: {
            query?: {
                /** @description Refused if another record of this kind bears the name: `name_conflict`. */
                unique?: boolean;
                /** @description Try first whether it works, and change nothing if it does not. */
                verify?: boolean;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                 *         "roleId": "example"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CreateVaultIntegration"];
            };
        };
        responses: {
            /** @description The integration. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *       "name": "example",
                     *       "type": "hashicorp",
                     *       "address": "example",
                     *       "namespace": "example",
                     *       "authMethod": "approle",
                     *       "roleId": "example",
                     *       "createdAt": "2026-05-11T09:30:00Z",
                     *       "updatedAt": "2026-05-11T09:30:00Z",
                     *       "authMount": "example",
                     *       "kvVersion": 1,
                     *       "status": "unknown",
                     *       "lastCheckedAt": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["VaultIntegration"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "integrations.read": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *       "name": "example",
                     *       "type": "hashicorp",
                     *       "address": "example",
                     *       "namespace": "example",
                     *       "authMethod": "approle",
                     *       "roleId": "example",
                     *       "createdAt": "2026-05-11T09:30:00Z",
                     *       "updatedAt": "2026-05-11T09:30:00Z",
                     *       "authMount": "example",
                     *       "kvVersion": 1,
                     *       "status": "unknown",
                     *       "lastCheckedAt": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["VaultIntegration"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "integrations.rotate": {
        parameters: {
            query?: {
                /** @description Try first whether it works, and change nothing if it does not. */
                verify?: boolean;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *       "name": "example",
                     *       "type": "hashicorp",
                     *       "address": "example",
                     *       "namespace": "example",
                     *       "authMethod": "approle",
                     *       "roleId": "example",
                     *       "createdAt": "2026-05-11T09:30:00Z",
                     *       "updatedAt": "2026-05-11T09:30:00Z",
                     *       "authMount": "example",
                     *       "kvVersion": 1,
                     *       "status": "unknown",
                     *       "lastCheckedAt": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["VaultIntegration"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "integrations.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "integrations.rename": {
        parameters: {
            query?: {
                /** @description Refused if another record of this kind bears the name: `name_conflict`. */
                unique?: boolean;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
                     *       "name": "example",
                     *       "type": "hashicorp",
                     *       "address": "example",
                     *       "namespace": "example",
                     *       "authMethod": "approle",
                     *       "roleId": "example",
                     *       "createdAt": "2026-05-11T09:30:00Z",
                     *       "updatedAt": "2026-05-11T09:30:00Z",
                     *       "authMount": "example",
                     *       "kvVersion": 1,
                     *       "status": "unknown",
                     *       "lastCheckedAt": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["VaultIntegration"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "integrations.events": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example [
                     *       {
                     *         "id": "example",
                     *         "at": "2030-01-01T00:00:00Z",
                     *         "action": "example",
                     *         "outcome": "success",
                     *         "code": "example",
                     *         "actor": "example",
                     *         "requestId": "example",
                     *         "details": {
                     *           "example": {}
                     *         }
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["BrokerEvent"][];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "integrations.push": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "path": "example",
                     *       "mount": "example",
                     *       "version": 1,
                     *       "vaultPath": "example",
                     *       "warning": "mount_not_versioned"
                     *     }
                     */
                    "application/json": components["schemas"]["PushedSecret"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "integrations.test": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "ok": true,
                     *       "stage": "address",
                     *       "code": "example",
                     *       "checkedAt": "2026-05-11T09:30:00Z",
                     *       "latencyMs": 1,
                     *       "tokenTtlSeconds": 1,
                     *       "hint": "lookup_denied"
                     *     }
                     */
                    "application/json": components["schemas"]["TestedVaultIntegration"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "keys.read": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "newest": "example",
                     *       "records": {
                     *         "example": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["KeyUse"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "keys.rewrap": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "newest": "example",
                     *       "rewrapped": 1,
                     *       "remaining": 1,
                     *       "dry_run": true
                     *     }
                     */
                    "application/json": components["schemas"]["RewrapProgress"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "keys.rotate_space": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
            };
            path: {
                /** @description The tenant or partner. */
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
                    /**
                     * @example {
                     *       "space_id": "example",
                     *       "key_version": 1,
                     *       "pending": 1
                     *     }
                     */
                    "application/json": components["schemas"]["SpaceKey"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "approles.list": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "approles": [
                     *         {
                     *           "name": "example",
                     *           "role_id": "example",
                     *           "identity_id": "example",
                     *           "scopes": [
                     *             "secrets:read"
                     *           ],
                     *           "token_ttl": "example",
                     *           "token_max_ttl": "example",
                     *           "token_policies": [
                     *             "example"
                     *           ],
                     *           "token_num_uses": 1,
                     *           "token_bound_cidrs": [
                     *             "example"
                     *           ],
                     *           "secret_id_ttl": "example",
                     *           "secret_id_num_uses": 1,
                     *           "secret_id_bound_cidrs": [
                     *             "example"
                     *           ],
                     *           "bind_secret_id": true,
                     *           "stopped_until": "2026-05-11T09:30:00Z",
                     *           "created_at": "2026-05-11T09:30:00Z",
                     *           "updated_at": "2026-05-11T09:30:00Z"
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true
                     *     }
                     */
                    "application/json": components["schemas"]["AppRoleList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "approles.read": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The name of the record. */
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
                    /**
                     * @example {
                     *       "name": "example",
                     *       "role_id": "example",
                     *       "identity_id": "example",
                     *       "scopes": [
                     *         "secrets:read"
                     *       ],
                     *       "token_ttl": "example",
                     *       "token_max_ttl": "example",
                     *       "token_policies": [
                     *         "example"
                     *       ],
                     *       "token_num_uses": 1,
                     *       "token_bound_cidrs": [
                     *         "example"
                     *       ],
                     *       "secret_id_ttl": "example",
                     *       "secret_id_num_uses": 1,
                     *       "secret_id_bound_cidrs": [
                     *         "example"
                     *       ],
                     *       "bind_secret_id": true,
                     *       "stopped_until": "2026-05-11T09:30:00Z",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AppRole"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "approles.put": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The name of the record. */
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
                    /**
                     * @example {
                     *       "name": "example",
                     *       "role_id": "example",
                     *       "identity_id": "example",
                     *       "scopes": [
                     *         "secrets:read"
                     *       ],
                     *       "token_ttl": "example",
                     *       "token_max_ttl": "example",
                     *       "token_policies": [
                     *         "example"
                     *       ],
                     *       "token_num_uses": 1,
                     *       "token_bound_cidrs": [
                     *         "example"
                     *       ],
                     *       "secret_id_ttl": "example",
                     *       "secret_id_num_uses": 1,
                     *       "secret_id_bound_cidrs": [
                     *         "example"
                     *       ],
                     *       "bind_secret_id": true,
                     *       "stopped_until": "2026-05-11T09:30:00Z",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AppRole"];
                };
            };
            /** @description The role, and its identity `sa:<name>` if there was none. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "example",
                     *       "role_id": "example",
                     *       "identity_id": "example",
                     *       "scopes": [
                     *         "secrets:read"
                     *       ],
                     *       "token_ttl": "example",
                     *       "token_max_ttl": "example",
                     *       "token_policies": [
                     *         "example"
                     *       ],
                     *       "token_num_uses": 1,
                     *       "token_bound_cidrs": [
                     *         "example"
                     *       ],
                     *       "secret_id_ttl": "example",
                     *       "secret_id_num_uses": 1,
                     *       "secret_id_bound_cidrs": [
                     *         "example"
                     *       ],
                     *       "bind_secret_id": true,
                     *       "stopped_until": "2026-05-11T09:30:00Z",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AppRole"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "approles.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The name of the record. */
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
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "approles.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The name of the record. */
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
                    /**
                     * @example {
                     *       "name": "example",
                     *       "role_id": "example",
                     *       "identity_id": "example",
                     *       "scopes": [
                     *         "secrets:read"
                     *       ],
                     *       "token_ttl": "example",
                     *       "token_max_ttl": "example",
                     *       "token_policies": [
                     *         "example"
                     *       ],
                     *       "token_num_uses": 1,
                     *       "token_bound_cidrs": [
                     *         "example"
                     *       ],
                     *       "secret_id_ttl": "example",
                     *       "secret_id_num_uses": 1,
                     *       "secret_id_bound_cidrs": [
                     *         "example"
                     *       ],
                     *       "bind_secret_id": true,
                     *       "stopped_until": "2026-05-11T09:30:00Z",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AppRole"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "approles.secret_ids": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The name of the record. */
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
                    /**
                     * @example {
                     *       "secret_ids": [
                     *         {
                     *           "accessor": "example",
                     *           "num_uses": 1,
                     *           "cidr_list": [
                     *             "example"
                     *           ],
                     *           "metadata": {
                     *             "example": "example"
                     *           },
                     *           "created_by": "example",
                     *           "created_at": "2026-05-11T09:30:00Z",
                     *           "updated_at": "2026-05-11T09:30:00Z",
                     *           "expires_at": "2026-05-11T09:30:00Z"
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true
                     *     }
                     */
                    "application/json": components["schemas"]["SecretIdList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "approles.create_secret_id": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The name of the record. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["CreateSecretId"];
            };
        };
        responses: {
            /** @description The secret id; its text is in this answer only. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accessor": "example",
                     *       "num_uses": 1,
                     *       "cidr_list": [
                     *         "example"
                     *       ],
                     *       "metadata": {
                     *         "example": "example"
                     *       },
                     *       "created_by": "example",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z",
                     *       "expires_at": "2026-05-11T09:30:00Z",
                     *       "secret_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["MadeSecretId"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "approles.read_secret_id": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description Names the secret id without being it. */
                accessor: string;
                /** @description The name of the record. */
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
                    /**
                     * @example {
                     *       "accessor": "example",
                     *       "num_uses": 1,
                     *       "cidr_list": [
                     *         "example"
                     *       ],
                     *       "metadata": {
                     *         "example": "example"
                     *       },
                     *       "created_by": "example",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z",
                     *       "expires_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretId"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "approles.destroy_secret_id": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description Names the secret id without being it. */
                accessor: string;
                /** @description The name of the record. */
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
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "audit.export": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /** @example example */
                    "application/x-ndjson": string;
                    /** @example example */
                    "text/csv": string;
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "audit.identity_trail": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description Inclusive: RFC 3339, or a day (`2026-05-11`), which is its start in UTC. */
                from?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Exclusive: RFC 3339, or a day (`2026-05-11`), which is its end in UTC, so that the day is in. */
                to?: string;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The identity, as in `user:anna` or `sa:ci`. */
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
                    /**
                     * @example {
                     *       "identity_id": "example",
                     *       "summary": {
                     *         "total_events_30d": 1,
                     *         "denied_30d": 1,
                     *         "unique_secrets_30d": 1,
                     *         "last_seen_at": "2026-05-11T09:30:00Z"
                     *       },
                     *       "logs": [
                     *         {
                     *           "id": "example",
                     *           "seq": 1,
                     *           "timestamp": "2026-06-02T08:00:00.123Z",
                     *           "action": "example",
                     *           "identity_type": "example",
                     *           "identity_id": "example",
                     *           "actor_tenant_id": "example",
                     *           "tenant_id": "example",
                     *           "token_id": "example",
                     *           "secret_path": "example",
                     *           "source_ip": "example",
                     *           "user_agent": "example",
                     *           "success": true,
                     *           "error_code": "example",
                     *           "duration_ms": 1,
                     *           "request_id": "example",
                     *           "extra_data": {
                     *             "example": {}
                     *           },
                     *           "hash": "example"
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true
                     *     }
                     */
                    "application/json": components["schemas"]["IdentityTrail"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "audit.logs": {
        parameters: {
            query?: {
                /** @description One action, or up to 20 with commas between: `approle_delete`, `approle_secret_id_create`, `approle_secret_id_destroy`, `approle_write`, `audit.pruned`, `audit_query`, `auth_refused`, `authentication.cancelled`, `authentication.listed`, `authentication.read`, `browser.created`, `browser.deleted`, `browser.listed`, `browser.read`, `browser.renamed`, `browser.rotated`, `browser.tested`, `config_read`, `console_sign_in`, `credential.authenticated`, `credential.authentication_failed`, `credential.created`, `credential.deleted`, `credential.events_read`, `credential.leased`, `credential.listed`, `credential.login_described`, `credential.matched`, `credential.read`, `credential.refused`, `credential.resolved`, `credential.tested`, `credential.updated`, `cubbyhole_delete`, `cubbyhole_list`, `cubbyhole_read`, `cubbyhole_write`, `delete`, `export_created`, `generate`, `identity_create`, `identity_delete`, `identity_update`, `integration.created`, `integration.deleted`, `integration.events_read`, `integration.listed`, `integration.pushed`, `integration.read`, `integration.renamed`, `integration.rotated`, `integration.tested`, `keys_rewrap`, `list`, `partner_create`, `partner_update`, `policy_bind`, `policy_create`, `policy_delete`, `policy_unbind`, `policy_update`, `purge`, `read`, `restore`, `rotate`, `rotation_policy_attach`, `rotation_policy_create`, `rotation_policy_delete`, `rotation_policy_detach`, `rotation_policy_update`, `secret_policy_create`, `secret_policy_delete`, `secret_policy_preview`, `secret_policy_update`, `settings_update`, `space_key_rotate`, `tenant_create`, `tenant_refused`, `tenant_update`, `token_create`, `token_create_child`, `token_exchange`, `token_renew`, `token_revoke`, `token_rotate`, `trust_create`, `trust_delete`, `trust_explain`, `trust_update`, `unwrap`, `update`, `vault_login`, `version_delete`, `version_destroy`, `version_undelete`, `webhook_create`, `webhook_delete`, `webhook_delivery`, `webhook_retry`, `webhook_test`, `webhook_update`, `wrap`, `write`. */
                action?: string;
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description Inclusive: RFC 3339, or a day (`2026-05-11`), which is its start in UTC. */
                from?: string;
                /** @description The identity, as in `user:anna` or `sa:ci`. */
                identity_id?: string;
                /** @description The identity's kind. */
                identity_type?: "user" | "service_account" | "group" | "system";
                /** @description How many at most. */
                limit?: number;
                /** @description Only paths that begin so. */
                path_prefix?: string;
                /** @description The id of the request, as in its answer's `X-Request-ID`. */
                request_id?: string;
                /** @description The address that the request came from. */
                source_ip?: string;
                /** @description It went well. */
                success?: boolean;
                /** @description Exclusive: RFC 3339, or a day (`2026-05-11`), which is its end in UTC, so that the day is in. */
                to?: string;
                /** @description Rows about this trust, and all that was done by its word. */
                trust_id?: string;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "logs": [
                     *         {
                     *           "id": "example",
                     *           "seq": 1,
                     *           "timestamp": "2026-06-02T08:00:00.123Z",
                     *           "action": "example",
                     *           "identity_type": "example",
                     *           "identity_id": "example",
                     *           "actor_tenant_id": "example",
                     *           "tenant_id": "example",
                     *           "token_id": "example",
                     *           "secret_path": "example",
                     *           "source_ip": "example",
                     *           "user_agent": "example",
                     *           "success": true,
                     *           "error_code": "example",
                     *           "duration_ms": 1,
                     *           "request_id": "example",
                     *           "extra_data": {
                     *             "example": {}
                     *           },
                     *           "hash": "example"
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true
                     *     }
                     */
                    "application/json": components["schemas"]["AuditLogs"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "audit.secret_trail": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description Inclusive: RFC 3339, or a day (`2026-05-11`), which is its start in UTC. */
                from?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Exclusive: RFC 3339, or a day (`2026-05-11`), which is its end in UTC, so that the day is in. */
                to?: string;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The path of a secret. It may have several segments; `/` between them may be sent as `%2F`. */
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
                    /**
                     * @example {
                     *       "path": "example",
                     *       "summary": {
                     *         "total_accesses_30d": 1,
                     *         "unique_identities_30d": 1,
                     *         "last_accessed_at": "2026-05-11T09:30:00Z"
                     *       },
                     *       "logs": [
                     *         {
                     *           "id": "example",
                     *           "seq": 1,
                     *           "timestamp": "2026-06-02T08:00:00.123Z",
                     *           "action": "example",
                     *           "identity_type": "example",
                     *           "identity_id": "example",
                     *           "actor_tenant_id": "example",
                     *           "tenant_id": "example",
                     *           "token_id": "example",
                     *           "secret_path": "example",
                     *           "source_ip": "example",
                     *           "user_agent": "example",
                     *           "success": true,
                     *           "error_code": "example",
                     *           "duration_ms": 1,
                     *           "request_id": "example",
                     *           "extra_data": {
                     *             "example": {}
                     *           },
                     *           "hash": "example"
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true
                     *     }
                     */
                    "application/json": components["schemas"]["SecretTrail"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "audit.summary": {
        parameters: {
            query?: {
                /** @description `day`: also for each day of UTC. */
                by?: "day";
                /** @description Inclusive: RFC 3339, or a day (`2026-05-11`), which is its start in UTC. */
                from?: string;
                /** @description Exclusive: RFC 3339, or a day (`2026-05-11`), which is its end in UTC, so that the day is in. */
                to?: string;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "from": "2026-05-11T09:30:00Z",
                     *       "to": "2026-05-11T09:30:00Z",
                     *       "total_events": 1,
                     *       "successful_events": 1,
                     *       "failed_events": 1,
                     *       "unique_identities": 1,
                     *       "unique_secrets": 1,
                     *       "by_action": {
                     *         "example": 1
                     *       },
                     *       "by_error": {
                     *         "example": 1
                     *       },
                     *       "top_secrets": [
                     *         {
                     *           "path": "example",
                     *           "count": 1
                     *         }
                     *       ],
                     *       "top_identities": [
                     *         {
                     *           "identity_id": "example",
                     *           "count": 1
                     *         }
                     *       ],
                     *       "days": [
                     *         {
                     *           "day": "2026-05-11",
                     *           "total_events": 1,
                     *           "failed_events": 1,
                     *           "reads": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AuditSummary"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "audit.verify": {
        parameters: {
            query?: {
                /** @description The hash that you kept. */
                expect_hash?: string;
                /** @description A row whose hash you kept. */
                expect_seq?: number;
                /** @description The first row. */
                from_seq?: number;
                /** @description The last row. */
                to_seq?: number;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "ok": true,
                     *       "from_seq": 1,
                     *       "to_seq": 1,
                     *       "rows": 1,
                     *       "first_bad_seq": 1,
                     *       "reason": "hash_mismatch",
                     *       "next_seq": 1,
                     *       "anchor": {
                     *         "seq": 1,
                     *         "hash": "example"
                     *       },
                     *       "head": {
                     *         "seq": 1,
                     *         "hash": "example"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["AuditVerification"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "approles.login": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "id": "example",
                     *       "name": "example",
                     *       "identity_id": "example",
                     *       "scopes": [
                     *         "secrets:read"
                     *       ],
                     *       "status": "active",
                     *       "mfa_verified_at": "2026-05-11T09:30:00Z",
                     *       "created_by": "example",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "expires_at": "2026-05-11T09:30:00Z",
                     *       "last_used_at": "2026-05-11T09:30:00Z",
                     *       "revoked_at": "2026-05-11T09:30:00Z",
                     *       "renewable": true,
                     *       "renewed_at": "2026-05-11T09:30:00Z",
                     *       "max_ttl": "30d",
                     *       "num_uses": 1,
                     *       "parent": "example",
                     *       "policy_ids": [
                     *         "example"
                     *       ],
                     *       "via": "api",
                     *       "trust_id": "example",
                     *       "issuer": "example",
                     *       "subject": "example",
                     *       "jti": "example",
                     *       "metadata": {
                     *         "example": "example"
                     *       },
                     *       "policies": [
                     *         "example"
                     *       ],
                     *       "token": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["LoginToken"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "auth.introspect": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "active": true,
                     *       "token_id": "example",
                     *       "identity_id": "example",
                     *       "identity_type": "user",
                     *       "tenant_id": "example",
                     *       "scopes": [
                     *         "secrets:read"
                     *       ],
                     *       "expires_at": "2026-05-11T09:30:00Z",
                     *       "issued_at": "2026-05-11T09:30:00Z",
                     *       "trust_id": "example",
                     *       "issuer": "example",
                     *       "subject": "example",
                     *       "jti": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["Introspected"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "trusts.exchange": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
            };
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
                /**
                 * @example {
                 *       "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
                 *       "subject_token": "example",
                 *       "subject_token_type": "urn:ietf:params:oauth:token-type:jwt"
                 *     }
                 */
                "application/x-www-form-urlencoded": components["schemas"]["TokenExchangeForm"];
            };
        };
        responses: {
            /** @description A token that lives a short time. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "example",
                     *       "issued_token_type": "urn:ietf:params:oauth:token-type:access_token",
                     *       "token_type": "Bearer",
                     *       "expires_in": 1,
                     *       "scope": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["ExchangedToken"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "auth.whoami": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "identity_id": "example",
                     *       "identity_type": "user",
                     *       "display_name": "example",
                     *       "tenant_id": "example",
                     *       "partner_id": "example",
                     *       "scopes": [
                     *         "secrets:read"
                     *       ],
                     *       "groups": [
                     *         "example"
                     *       ],
                     *       "roles": [
                     *         "tenant_admin"
                     *       ],
                     *       "mfa_verified_at": "2026-05-11T09:30:00Z",
                     *       "token_id": "example",
                     *       "token_expires_at": "2026-05-11T09:30:00Z",
                     *       "trust_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["Whoami"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "system.health": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "status": "healthy",
                     *       "timestamp": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "system.ready": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "status": "ready",
                     *       "checks": {
                     *         "database": "ok",
                     *         "storage": "ok",
                     *         "encryption": "ok",
                     *         "config": "ok"
                     *       },
                     *       "errors": {
                     *         "example": "example"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "identities.list": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description Only those of this group. */
                group?: string;
                /** @description Also those that are not active. */
                include_inactive?: boolean;
                /** @description How many at most. */
                limit?: number;
                /** @description Only those of this kind. */
                type?: "user" | "service_account" | "group";
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "identities": [
                     *         {
                     *           "identity_id": "example",
                     *           "identity_type": "user",
                     *           "display_name": "example",
                     *           "groups": [
                     *             "example"
                     *           ],
                     *           "roles": [
                     *             "tenant_admin"
                     *           ],
                     *           "is_active": true,
                     *           "last_seen_at": "2026-05-11T09:30:00Z",
                     *           "created_at": "2026-05-11T09:30:00Z",
                     *           "updated_at": "2026-05-11T09:30:00Z"
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true
                     *     }
                     */
                    "application/json": components["schemas"]["IdentityList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "identities.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                "application/json": components["schemas"]["CreateIdentity"];
            };
        };
        responses: {
            /** @description The identity. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "identity_id": "example",
                     *       "identity_type": "user",
                     *       "display_name": "example",
                     *       "groups": [
                     *         "example"
                     *       ],
                     *       "roles": [
                     *         "tenant_admin"
                     *       ],
                     *       "is_active": true,
                     *       "last_seen_at": "2026-05-11T09:30:00Z",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Identity"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "identities.read": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The identity, as in `user:anna` or `sa:ci`. */
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
                    /**
                     * @example {
                     *       "identity_id": "example",
                     *       "identity_type": "user",
                     *       "display_name": "example",
                     *       "groups": [
                     *         "example"
                     *       ],
                     *       "roles": [
                     *         "tenant_admin"
                     *       ],
                     *       "is_active": true,
                     *       "last_seen_at": "2026-05-11T09:30:00Z",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Identity"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "identities.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The identity, as in `user:anna` or `sa:ci`. */
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
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "identities.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The identity, as in `user:anna` or `sa:ci`. */
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
                    /**
                     * @example {
                     *       "identity_id": "example",
                     *       "identity_type": "user",
                     *       "display_name": "example",
                     *       "groups": [
                     *         "example"
                     *       ],
                     *       "roles": [
                     *         "tenant_admin"
                     *       ],
                     *       "is_active": true,
                     *       "last_seen_at": "2026-05-11T09:30:00Z",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Identity"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "partners.list": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Only those that stand so. */
                status?: "active" | "suspended";
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "partners": [
                     *         {
                     *           "id": "example",
                     *           "slug": "example",
                     *           "name": "example",
                     *           "status": "active",
                     *           "created_at": "2026-05-11T09:30:00Z",
                     *           "updated_at": "2026-05-11T09:30:00Z"
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true
                     *     }
                     */
                    "application/json": components["schemas"]["PartnerList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "partners.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
            };
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
                "application/json": components["schemas"]["CreatePartner"];
            };
        };
        responses: {
            /** @description The partner. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "example",
                     *       "slug": "example",
                     *       "name": "example",
                     *       "status": "active",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Partner"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "partners.read": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
            };
            path: {
                /** @description The partner, by id. */
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
                    /**
                     * @example {
                     *       "id": "example",
                     *       "slug": "example",
                     *       "name": "example",
                     *       "status": "active",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Partner"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "partners.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
            };
            path: {
                /** @description The partner, by id. */
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
                    /**
                     * @example {
                     *       "id": "example",
                     *       "slug": "example",
                     *       "name": "example",
                     *       "status": "active",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Partner"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "tenants.list": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description The partner, by id. */
                partner_id?: string;
                /** @description Only those that stand so. */
                status?: "active" | "suspended";
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "tenants": [
                     *         {
                     *           "id": "example",
                     *           "slug": "example",
                     *           "name": "example",
                     *           "status": "active",
                     *           "created_at": "2026-05-11T09:30:00Z",
                     *           "updated_at": "2026-05-11T09:30:00Z",
                     *           "partner_id": "example"
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true
                     *     }
                     */
                    "application/json": components["schemas"]["TenantList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "tenants.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
            };
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
                "application/json": components["schemas"]["CreateTenant"];
            };
        };
        responses: {
            /** @description The tenant. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "example",
                     *       "slug": "example",
                     *       "name": "example",
                     *       "status": "active",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z",
                     *       "partner_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "tenants.read": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
            };
            path: {
                /** @description The tenant, by id; null: none. */
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
                    /**
                     * @example {
                     *       "id": "example",
                     *       "slug": "example",
                     *       "name": "example",
                     *       "status": "active",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z",
                     *       "partner_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "tenants.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
            };
            path: {
                /** @description The tenant, by id; null: none. */
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
                    /**
                     * @example {
                     *       "id": "example",
                     *       "slug": "example",
                     *       "name": "example",
                     *       "status": "active",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z",
                     *       "partner_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "partner_secrets.list": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description Only those that end before this. */
                expires_before?: string;
                /** @description Also those whose life is over. */
                include_expired?: boolean;
                /** @description Also give the metadata. */
                include_metadata?: boolean;
                /** @description How many at most. */
                limit?: number;
                /** @description Only paths that begin so. */
                prefix?: string;
                /** @description What kind of value it is. */
                secret_type?: "kv" | "json" | "certificate" | "ssh_key" | "api_key";
                /** @description Only those with this tag; may be repeated. */
                tag?: string[];
                /** @description Only those changed after this. */
                updated_after?: string;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "secrets": [
                     *         {
                     *           "path": "example",
                     *           "secret_type": "kv",
                     *           "current_version": 1,
                     *           "version_count": 1,
                     *           "metadata": {
                     *             "example": "example"
                     *           },
                     *           "created_at": "2026-05-11T09:30:00Z",
                     *           "updated_at": "2026-05-11T09:30:00Z",
                     *           "last_accessed_at": "2026-05-11T09:30:00Z",
                     *           "access_count_30d": 1,
                     *           "expires_at": "2026-05-11T09:30:00Z",
                     *           "max_versions": 1,
                     *           "notify_before": [
                     *             "example"
                     *           ],
                     *           "cas_required": true,
                     *           "delete_version_after": "example",
                     *           "secret_policy_id": "example",
                     *           "rotation_policy": {
                     *             "id": "example",
                     *             "next_rotation": "2026-05-11T09:30:00Z"
                     *           },
                     *           "version": 1,
                     *           "tags": [
                     *             "example"
                     *           ],
                     *           "scope": "partner"
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true,
                     *       "total_count": 1
                     *     }
                     */
                    "application/json": components["schemas"]["PartnerSecretList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "partner_secrets.read": {
        parameters: {
            query?: {
                /** @description Which version; absent: the current one. */
                version?: number;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The path of a secret. It may have several segments; `/` between them may be sent as `%2F`. */
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
                    /**
                     * @example {
                     *       "path": "example",
                     *       "secret_type": "kv",
                     *       "version": 1,
                     *       "data": {
                     *         "example": {}
                     *       },
                     *       "metadata": {
                     *         "example": "example"
                     *       },
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z",
                     *       "version_created_at": "2026-05-11T09:30:00Z",
                     *       "expires_at": "2026-05-11T09:30:00Z",
                     *       "rotation_policy_id": "example",
                     *       "secret_policy_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["Secret"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
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
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The path of a secret. It may have several segments; `/` between them may be sent as `%2F`. */
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
                    /**
                     * @example {
                     *       "path": "example",
                     *       "version": 1,
                     *       "created": true,
                     *       "previous_version": 1,
                     *       "updated_at": "2026-05-11T09:30:00Z",
                     *       "rotated": true,
                     *       "grace_period_ends": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretUpdated"];
                };
            };
            /** @description The secret is new. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "path": "example",
                     *       "secret_type": "kv",
                     *       "version": 1,
                     *       "created": true,
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "expires_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretCreated"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "partner_secrets.delete": {
        parameters: {
            query?: {
                /** @description For good: it can't be restored. */
                permanent?: boolean;
                /** @description Which version; absent: the current one. */
                version?: number;
            };
            header?: {
                /** @description One quoted number, strong or weak, or `*`. */
                "If-Match"?: string;
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The path of a secret. It may have several segments; `/` between them may be sent as `%2F`. */
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
                    /**
                     * @example {
                     *       "path": "example",
                     *       "deleted": true,
                     *       "permanent": true,
                     *       "recoverable_until": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretDeleted"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
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
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The path of a secret. It may have several segments; `/` between them may be sent as `%2F`. */
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
                    /**
                     * @example {
                     *       "path": "example",
                     *       "secret_type": "kv",
                     *       "current_version": 1,
                     *       "version_count": 1,
                     *       "metadata": {
                     *         "example": "example"
                     *       },
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z",
                     *       "last_accessed_at": "2026-05-11T09:30:00Z",
                     *       "access_count_30d": 1,
                     *       "expires_at": "2026-05-11T09:30:00Z",
                     *       "max_versions": 1,
                     *       "notify_before": [
                     *         "example"
                     *       ],
                     *       "cas_required": true,
                     *       "delete_version_after": "example",
                     *       "secret_policy_id": "example",
                     *       "rotation_policy": {
                     *         "id": "example",
                     *         "next_rotation": "2026-05-11T09:30:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SecretRecord"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "partner_secrets.restore": {
        parameters: {
            query?: {
                /** @description Which version; absent: the current one. */
                version?: number;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The path of a secret. It may have several segments; `/` between them may be sent as `%2F`. */
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
                    /**
                     * @example {
                     *       "path": "example",
                     *       "version": 1,
                     *       "restored": true,
                     *       "restored_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretRestored"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
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
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The path of a secret. It may have several segments; `/` between them may be sent as `%2F`. */
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
                    /**
                     * @example {
                     *       "path": "example",
                     *       "version": 1,
                     *       "previous_version": 1,
                     *       "rotated_at": "2026-05-11T09:30:00Z",
                     *       "grace_period_ends": "2026-05-11T09:30:00Z",
                     *       "auto_generated": true
                     *     }
                     */
                    "application/json": components["schemas"]["SecretRotated"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "partner_secrets.versions": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The path of a secret. It may have several segments; `/` between them may be sent as `%2F`. */
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
                    /**
                     * @example {
                     *       "path": "example",
                     *       "versions": [
                     *         {
                     *           "version": 1,
                     *           "created_at": "2026-05-11T09:30:00Z",
                     *           "created_by": "example",
                     *           "is_current": true,
                     *           "readable_until": "2026-05-11T09:30:00Z",
                     *           "deleted_at": "2026-05-11T09:30:00Z",
                     *           "destroyed": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SecretVersions"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "partner_secrets.expiring": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description How far ahead to look, in days. */
                days?: number;
                /** @description How many at most. */
                limit?: number;
                /** @description Only paths that begin so. */
                prefix?: string;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "secrets": [
                     *         {
                     *           "path": "example",
                     *           "expires_at": "2026-05-11T09:30:00Z",
                     *           "days_remaining": 1,
                     *           "scope": "partner"
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true
                     *     }
                     */
                    "application/json": components["schemas"]["ExpiringPartnerSecrets"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "partner_secrets.metadata": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The path of a secret. It may have several segments; `/` between them may be sent as `%2F`. */
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
                    /**
                     * @example {
                     *       "path": "example",
                     *       "secret_type": "kv",
                     *       "current_version": 1,
                     *       "version_count": 1,
                     *       "metadata": {
                     *         "example": "example"
                     *       },
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z",
                     *       "last_accessed_at": "2026-05-11T09:30:00Z",
                     *       "access_count_30d": 1,
                     *       "expires_at": "2026-05-11T09:30:00Z",
                     *       "max_versions": 1,
                     *       "notify_before": [
                     *         "example"
                     *       ],
                     *       "cas_required": true,
                     *       "delete_version_after": "example",
                     *       "secret_policy_id": "example",
                     *       "rotation_policy": {
                     *         "id": "example",
                     *         "next_rotation": "2026-05-11T09:30:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SecretRecord"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "policies.list": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description Also those that are not active. */
                include_inactive?: boolean;
                /** @description How many at most. */
                limit?: number;
                /** @description The kind of the space acted in, its default. */
                scope?: "tenant" | "partner";
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "policies": [
                     *         {
                     *           "id": "example",
                     *           "name": "example",
                     *           "scope": "tenant",
                     *           "rule_count": 1,
                     *           "binding_count": 1,
                     *           "is_active": true,
                     *           "created_at": "2026-05-11T09:30:00Z",
                     *           "updated_at": "2026-05-11T09:30:00Z"
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true
                     *     }
                     */
                    "application/json": components["schemas"]["PolicyList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "policies.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                "application/json": components["schemas"]["CreatePolicy"];
            };
        };
        responses: {
            /** @description The whole policy. `ETag` is its revision. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "example",
                     *       "name": "example",
                     *       "description": "example",
                     *       "scope": "tenant",
                     *       "revision": 1,
                     *       "is_active": true,
                     *       "rules": [
                     *         {
                     *           "path_pattern": "prod/**",
                     *           "permissions": [
                     *             "read"
                     *           ],
                     *           "conditions": {
                     *             "ip_ranges": [
                     *               "203.0.113.0/24"
                     *             ],
                     *             "time_window": {
                     *               "days": [
                     *                 "mon"
                     *               ],
                     *               "start": "08:00",
                     *               "end": "18:00",
                     *               "timezone": "Europe/Amsterdam"
                     *             },
                     *             "require_mfa": true
                     *           }
                     *         }
                     *       ],
                     *       "bindings": [
                     *         {
                     *           "id": "example",
                     *           "policy_id": "example",
                     *           "identity_type": "user",
                     *           "identity_id": "example",
                     *           "expires_at": "2026-05-11T09:30:00Z",
                     *           "created_at": "2026-05-11T09:30:00Z",
                     *           "created_by": "example"
                     *         }
                     *       ],
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "policies.read": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "example",
                     *       "name": "example",
                     *       "description": "example",
                     *       "scope": "tenant",
                     *       "revision": 1,
                     *       "is_active": true,
                     *       "rules": [
                     *         {
                     *           "path_pattern": "prod/**",
                     *           "permissions": [
                     *             "read"
                     *           ],
                     *           "conditions": {
                     *             "ip_ranges": [
                     *               "203.0.113.0/24"
                     *             ],
                     *             "time_window": {
                     *               "days": [
                     *                 "mon"
                     *               ],
                     *               "start": "08:00",
                     *               "end": "18:00",
                     *               "timezone": "Europe/Amsterdam"
                     *             },
                     *             "require_mfa": true
                     *           }
                     *         }
                     *       ],
                     *       "bindings": [
                     *         {
                     *           "id": "example",
                     *           "policy_id": "example",
                     *           "identity_type": "user",
                     *           "identity_id": "example",
                     *           "expires_at": "2026-05-11T09:30:00Z",
                     *           "created_at": "2026-05-11T09:30:00Z",
                     *           "created_by": "example"
                     *         }
                     *       ],
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
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
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                "application/json": components["schemas"]["CreatePolicy"];
            };
        };
        responses: {
            /** @description The whole policy. `ETag` is its revision. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "example",
                     *       "name": "example",
                     *       "description": "example",
                     *       "scope": "tenant",
                     *       "revision": 1,
                     *       "is_active": true,
                     *       "rules": [
                     *         {
                     *           "path_pattern": "prod/**",
                     *           "permissions": [
                     *             "read"
                     *           ],
                     *           "conditions": {
                     *             "ip_ranges": [
                     *               "203.0.113.0/24"
                     *             ],
                     *             "time_window": {
                     *               "days": [
                     *                 "mon"
                     *               ],
                     *               "start": "08:00",
                     *               "end": "18:00",
                     *               "timezone": "Europe/Amsterdam"
                     *             },
                     *             "require_mfa": true
                     *           }
                     *         }
                     *       ],
                     *       "bindings": [
                     *         {
                     *           "id": "example",
                     *           "policy_id": "example",
                     *           "identity_type": "user",
                     *           "identity_id": "example",
                     *           "expires_at": "2026-05-11T09:30:00Z",
                     *           "created_at": "2026-05-11T09:30:00Z",
                     *           "created_by": "example"
                     *         }
                     *       ],
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "policies.delete": {
        parameters: {
            query?: {
                /** @description Also if somebody still holds it. */
                force?: boolean;
            };
            header?: {
                /** @description One quoted number, strong or weak, or `*`. */
                "If-Match"?: string;
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    "application/json": components["schemas"]["ErrorAnswer"];
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
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "example",
                     *       "name": "example",
                     *       "description": "example",
                     *       "scope": "tenant",
                     *       "revision": 1,
                     *       "is_active": true,
                     *       "rules": [
                     *         {
                     *           "path_pattern": "prod/**",
                     *           "permissions": [
                     *             "read"
                     *           ],
                     *           "conditions": {
                     *             "ip_ranges": [
                     *               "203.0.113.0/24"
                     *             ],
                     *             "time_window": {
                     *               "days": [
                     *                 "mon"
                     *               ],
                     *               "start": "08:00",
                     *               "end": "18:00",
                     *               "timezone": "Europe/Amsterdam"
                     *             },
                     *             "require_mfa": true
                     *           }
                     *         }
                     *       ],
                     *       "bindings": [
                     *         {
                     *           "id": "example",
                     *           "policy_id": "example",
                     *           "identity_type": "user",
                     *           "identity_id": "example",
                     *           "expires_at": "2026-05-11T09:30:00Z",
                     *           "created_at": "2026-05-11T09:30:00Z",
                     *           "created_by": "example"
                     *         }
                     *       ],
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "policies.bindings": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "bindings": [
                     *         {
                     *           "id": "example",
                     *           "policy_id": "example",
                     *           "identity_type": "user",
                     *           "identity_id": "example",
                     *           "expires_at": "2026-05-11T09:30:00Z",
                     *           "created_at": "2026-05-11T09:30:00Z",
                     *           "created_by": "example"
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true
                     *     }
                     */
                    "application/json": components["schemas"]["BindingList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "policies.bind": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                "application/json": components["schemas"]["CreateBinding"];
            };
        };
        responses: {
            /** @description The binding. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "example",
                     *       "policy_id": "example",
                     *       "identity_type": "user",
                     *       "identity_id": "example",
                     *       "expires_at": "2026-05-11T09:30:00Z",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "created_by": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["Binding"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "policies.unbind": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The binding, by id. */
                binding_id: string;
                /** @description The id of the record. */
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
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "policies.test": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "allowed": true,
                     *       "matched_policy": "example",
                     *       "matched_rule": {
                     *         "path_pattern": "prod/**",
                     *         "permissions": [
                     *           "read"
                     *         ],
                     *         "conditions": {
                     *           "ip_ranges": [
                     *             "203.0.113.0/24"
                     *           ],
                     *           "time_window": {
                     *             "days": [
                     *               "mon"
                     *             ],
                     *             "start": "08:00",
                     *             "end": "18:00",
                     *             "timezone": "Europe/Amsterdam"
                     *           },
                     *           "require_mfa": true
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["PolicyTest"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "rotation.due": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description Also those that should have been done already. */
                include_overdue?: boolean;
                /** @description How many at most. */
                limit?: number;
                /** @description The policy, by id. */
                policy_id?: string;
                /** @description How far ahead to look, in hours. */
                within_hours?: number;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "secrets": [
                     *         {
                     *           "secret_path": "example",
                     *           "policy_id": "example",
                     *           "policy_name": "example",
                     *           "due_at": "2026-05-11T09:30:00Z",
                     *           "overdue": true,
                     *           "hours_until_due": 1
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true
                     *     }
                     */
                    "application/json": components["schemas"]["DueRotations"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "rotation.pending": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description Also those that should have been done already. */
                include_overdue?: boolean;
                /** @description How many at most. */
                limit?: number;
                /** @description The policy, by id. */
                policy_id?: string;
                /** @description How far ahead to look, in hours. */
                within_hours?: number;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "secrets": [
                     *         {
                     *           "secret_path": "example",
                     *           "policy_id": "example",
                     *           "policy_name": "example",
                     *           "due_at": "2026-05-11T09:30:00Z",
                     *           "overdue": true,
                     *           "hours_until_due": 1
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true
                     *     }
                     */
                    "application/json": components["schemas"]["DueRotations"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "rotation_policies.list": {
        parameters: {
            query?: {
                /** @description Only those that are active. */
                active_only?: boolean;
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "rot_monthly",
                     *           "name": "example",
                     *           "description": "example",
                     *           "interval": "example",
                     *           "interval_seconds": 1,
                     *           "schedule": "example",
                     *           "timezone": "example",
                     *           "window": {
                     *             "days": [
                     *               "example"
                     *             ],
                     *             "start": "example",
                     *             "end": "example",
                     *             "timezone": "example"
                     *           },
                     *           "grace_period": "example",
                     *           "warn_before": "7d,1d",
                     *           "auto_generate": true,
                     *           "secret_policy_id": "example",
                     *           "webhook_ids": [
                     *             "example"
                     *           ],
                     *           "is_active": true,
                     *           "secrets_count": 1,
                     *           "created_at": "2026-05-11T09:30:00Z",
                     *           "updated_at": "2026-05-11T09:30:00Z"
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true
                     *     }
                     */
                    "application/json": components["schemas"]["RotationPolicyList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "rotation_policies.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Monthly",
                 *       "interval": "30d"
                 *     }
                 */
                "application/json": components["schemas"]["CreateRotationPolicy"];
            };
        };
        responses: {
            /** @description The policy. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "rot_monthly",
                     *       "name": "example",
                     *       "description": "example",
                     *       "interval": "example",
                     *       "interval_seconds": 1,
                     *       "schedule": "example",
                     *       "timezone": "example",
                     *       "window": {
                     *         "days": [
                     *           "example"
                     *         ],
                     *         "start": "example",
                     *         "end": "example",
                     *         "timezone": "example"
                     *       },
                     *       "grace_period": "example",
                     *       "warn_before": "7d,1d",
                     *       "auto_generate": true,
                     *       "secret_policy_id": "example",
                     *       "webhook_ids": [
                     *         "example"
                     *       ],
                     *       "is_active": true,
                     *       "secrets_count": 1,
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RotationPolicy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "rotation_policies.read": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "rot_monthly",
                     *       "name": "example",
                     *       "description": "example",
                     *       "interval": "example",
                     *       "interval_seconds": 1,
                     *       "schedule": "example",
                     *       "timezone": "example",
                     *       "window": {
                     *         "days": [
                     *           "example"
                     *         ],
                     *         "start": "example",
                     *         "end": "example",
                     *         "timezone": "example"
                     *       },
                     *       "grace_period": "example",
                     *       "warn_before": "7d,1d",
                     *       "auto_generate": true,
                     *       "secret_policy_id": "example",
                     *       "webhook_ids": [
                     *         "example"
                     *       ],
                     *       "is_active": true,
                     *       "secrets_count": 1,
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RotationPolicy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "rotation_policies.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "rotation_policies.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "rot_monthly",
                     *       "name": "example",
                     *       "description": "example",
                     *       "interval": "example",
                     *       "interval_seconds": 1,
                     *       "schedule": "example",
                     *       "timezone": "example",
                     *       "window": {
                     *         "days": [
                     *           "example"
                     *         ],
                     *         "start": "example",
                     *         "end": "example",
                     *         "timezone": "example"
                     *       },
                     *       "grace_period": "example",
                     *       "warn_before": "7d,1d",
                     *       "auto_generate": true,
                     *       "secret_policy_id": "example",
                     *       "webhook_ids": [
                     *         "example"
                     *       ],
                     *       "is_active": true,
                     *       "secrets_count": 1,
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RotationPolicy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "rotation_policies.disable": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "rot_monthly",
                     *       "name": "example",
                     *       "description": "example",
                     *       "interval": "example",
                     *       "interval_seconds": 1,
                     *       "schedule": "example",
                     *       "timezone": "example",
                     *       "window": {
                     *         "days": [
                     *           "example"
                     *         ],
                     *         "start": "example",
                     *         "end": "example",
                     *         "timezone": "example"
                     *       },
                     *       "grace_period": "example",
                     *       "warn_before": "7d,1d",
                     *       "auto_generate": true,
                     *       "secret_policy_id": "example",
                     *       "webhook_ids": [
                     *         "example"
                     *       ],
                     *       "is_active": true,
                     *       "secrets_count": 1,
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RotationPolicy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "rotation_policies.enable": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "rot_monthly",
                     *       "name": "example",
                     *       "description": "example",
                     *       "interval": "example",
                     *       "interval_seconds": 1,
                     *       "schedule": "example",
                     *       "timezone": "example",
                     *       "window": {
                     *         "days": [
                     *           "example"
                     *         ],
                     *         "start": "example",
                     *         "end": "example",
                     *         "timezone": "example"
                     *       },
                     *       "grace_period": "example",
                     *       "warn_before": "7d,1d",
                     *       "auto_generate": true,
                     *       "secret_policy_id": "example",
                     *       "webhook_ids": [
                     *         "example"
                     *       ],
                     *       "is_active": true,
                     *       "secrets_count": 1,
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RotationPolicy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "rotation_policies.history": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Only those that stand so. */
                status?: "success" | "failed" | "pending";
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "example",
                     *           "secret_path": "example",
                     *           "old_version": 1,
                     *           "new_version": 1,
                     *           "status": "success",
                     *           "trigger": "schedule",
                     *           "started_at": "2026-05-11T09:30:00Z",
                     *           "completed_at": "2026-05-11T09:30:00Z",
                     *           "error": "example"
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true
                     *     }
                     */
                    "application/json": components["schemas"]["RotationHistory"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "rotation_policies.rotate": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example [
                     *       {
                     *         "id": "example",
                     *         "secret_path": "example",
                     *         "old_version": 1,
                     *         "new_version": 1,
                     *         "status": "success",
                     *         "trigger": "schedule",
                     *         "started_at": "2026-05-11T09:30:00Z",
                     *         "completed_at": "2026-05-11T09:30:00Z",
                     *         "error": "example"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["RotationHistoryEntry"][];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "rotation_policies.secrets": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "secrets": [
                     *         {
                     *           "policy_id": "example",
                     *           "secret_path": "example",
                     *           "last_rotated_at": "2026-05-11T09:30:00Z",
                     *           "next_rotation": "2026-05-11T09:30:00Z",
                     *           "assigned_at": "2026-05-11T09:30:00Z"
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true
                     *     }
                     */
                    "application/json": components["schemas"]["RotationAttachmentList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "rotation_policies.attach": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "policy_id": "example",
                     *       "secret_path": "example",
                     *       "last_rotated_at": "2026-05-11T09:30:00Z",
                     *       "next_rotation": "2026-05-11T09:30:00Z",
                     *       "assigned_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RotationAttachment"];
                };
            };
            /** @description It follows this policy now. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "policy_id": "example",
                     *       "secret_path": "example",
                     *       "last_rotated_at": "2026-05-11T09:30:00Z",
                     *       "next_rotation": "2026-05-11T09:30:00Z",
                     *       "assigned_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RotationAttachment"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "rotation_policies.detach": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
                id: string;
                /** @description The path of a secret. It may have several segments; `/` between them may be sent as `%2F`. */
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
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "secret_policies.list": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description Also those that are not active. */
                include_inactive?: boolean;
                /** @description How many at most. */
                limit?: number;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "policies": [
                     *         {
                     *           "id": "example",
                     *           "name": "example",
                     *           "policy_type": "password",
                     *           "description": "example",
                     *           "is_active": true,
                     *           "fields": [
                     *             {
                     *               "name": "example",
                     *               "generator": "random",
                     *               "config": {
                     *                 "length": 4,
                     *                 "charset": "alpha",
                     *                 "exclude": "example",
                     *                 "preset": "rds",
                     *                 "require_upper": true,
                     *                 "require_lower": true,
                     *                 "require_digit": true,
                     *                 "require_symbol": true,
                     *                 "min_upper": 0,
                     *                 "min_lower": 0,
                     *                 "min_digit": 0,
                     *                 "min_symbol": 0
                     *               }
                     *             }
                     *           ],
                     *           "created_at": "2026-05-11T09:30:00Z",
                     *           "updated_at": "2026-05-11T09:30:00Z"
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true
                     *     }
                     */
                    "application/json": components["schemas"]["SecretPolicyList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "secret_policies.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                "application/json": components["schemas"]["CreateSecretPolicy"];
            };
        };
        responses: {
            /** @description The whole policy. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "example",
                     *       "name": "example",
                     *       "policy_type": "password",
                     *       "description": "example",
                     *       "is_active": true,
                     *       "fields": [
                     *         {
                     *           "name": "example",
                     *           "generator": "random",
                     *           "config": {
                     *             "length": 4,
                     *             "charset": "alpha",
                     *             "exclude": "example",
                     *             "preset": "rds",
                     *             "require_upper": true,
                     *             "require_lower": true,
                     *             "require_digit": true,
                     *             "require_symbol": true,
                     *             "min_upper": 0,
                     *             "min_lower": 0,
                     *             "min_digit": 0,
                     *             "min_symbol": 0
                     *           }
                     *         }
                     *       ],
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretPolicy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "secret_policies.read": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "example",
                     *       "name": "example",
                     *       "policy_type": "password",
                     *       "description": "example",
                     *       "is_active": true,
                     *       "fields": [
                     *         {
                     *           "name": "example",
                     *           "generator": "random",
                     *           "config": {
                     *             "length": 4,
                     *             "charset": "alpha",
                     *             "exclude": "example",
                     *             "preset": "rds",
                     *             "require_upper": true,
                     *             "require_lower": true,
                     *             "require_digit": true,
                     *             "require_symbol": true,
                     *             "min_upper": 0,
                     *             "min_lower": 0,
                     *             "min_digit": 0,
                     *             "min_symbol": 0
                     *           }
                     *         }
                     *       ],
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretPolicy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "secret_policies.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "secret_policies.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "example",
                     *       "name": "example",
                     *       "policy_type": "password",
                     *       "description": "example",
                     *       "is_active": true,
                     *       "fields": [
                     *         {
                     *           "name": "example",
                     *           "generator": "random",
                     *           "config": {
                     *             "length": 4,
                     *             "charset": "alpha",
                     *             "exclude": "example",
                     *             "preset": "rds",
                     *             "require_upper": true,
                     *             "require_lower": true,
                     *             "require_digit": true,
                     *             "require_symbol": true,
                     *             "min_upper": 0,
                     *             "min_lower": 0,
                     *             "min_digit": 0,
                     *             "min_symbol": 0
                     *           }
                     *         }
                     *       ],
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretPolicy"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "secret_policies.generate": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "path": "example",
                     *       "version": 1,
                     *       "created": true,
                     *       "previous_version": 1,
                     *       "updated_at": "2026-05-11T09:30:00Z",
                     *       "rotated": true,
                     *       "grace_period_ends": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretUpdated"];
                };
            };
            /** @description The secret is new. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "path": "example",
                     *       "secret_type": "kv",
                     *       "version": 1,
                     *       "created": true,
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "expires_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretCreated"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "secret_policies.preview": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "data": {
                     *         "example": "example"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SecretPolicyPreview"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "secrets.list": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description Only those that end before this. */
                expires_before?: string;
                /** @description Also those whose life is over. */
                include_expired?: boolean;
                /** @description Also give the metadata. */
                include_metadata?: boolean;
                /** @description How many at most. */
                limit?: number;
                /** @description Only paths that begin so. */
                prefix?: string;
                /** @description What kind of value it is. */
                secret_type?: "kv" | "json" | "certificate" | "ssh_key" | "api_key";
                /** @description Only those with this tag; may be repeated. */
                tag?: string[];
                /** @description Only those changed after this. */
                updated_after?: string;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "secrets": [
                     *         {
                     *           "path": "example",
                     *           "secret_type": "kv",
                     *           "current_version": 1,
                     *           "version_count": 1,
                     *           "metadata": {
                     *             "example": "example"
                     *           },
                     *           "created_at": "2026-05-11T09:30:00Z",
                     *           "updated_at": "2026-05-11T09:30:00Z",
                     *           "last_accessed_at": "2026-05-11T09:30:00Z",
                     *           "access_count_30d": 1,
                     *           "expires_at": "2026-05-11T09:30:00Z",
                     *           "max_versions": 1,
                     *           "notify_before": [
                     *             "example"
                     *           ],
                     *           "cas_required": true,
                     *           "delete_version_after": "example",
                     *           "secret_policy_id": "example",
                     *           "rotation_policy": {
                     *             "id": "example",
                     *             "next_rotation": "2026-05-11T09:30:00Z"
                     *           },
                     *           "version": 1,
                     *           "tags": [
                     *             "example"
                     *           ]
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true,
                     *       "total_count": 1
                     *     }
                     */
                    "application/json": components["schemas"]["SecretList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "secrets.read": {
        parameters: {
            query?: {
                /** @description Which version; absent: the current one. */
                version?: number;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The path of a secret. It may have several segments; `/` between them may be sent as `%2F`. */
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
                    /**
                     * @example {
                     *       "path": "example",
                     *       "secret_type": "kv",
                     *       "version": 1,
                     *       "data": {
                     *         "example": {}
                     *       },
                     *       "metadata": {
                     *         "example": "example"
                     *       },
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z",
                     *       "version_created_at": "2026-05-11T09:30:00Z",
                     *       "expires_at": "2026-05-11T09:30:00Z",
                     *       "rotation_policy_id": "example",
                     *       "secret_policy_id": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["Secret"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
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
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The path of a secret. It may have several segments; `/` between them may be sent as `%2F`. */
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
                    /**
                     * @example {
                     *       "path": "example",
                     *       "version": 1,
                     *       "created": true,
                     *       "previous_version": 1,
                     *       "updated_at": "2026-05-11T09:30:00Z",
                     *       "rotated": true,
                     *       "grace_period_ends": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretUpdated"];
                };
            };
            /** @description The secret is new. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "path": "example",
                     *       "secret_type": "kv",
                     *       "version": 1,
                     *       "created": true,
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "expires_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretCreated"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "secrets.delete": {
        parameters: {
            query?: {
                /** @description For good: it can't be restored. */
                permanent?: boolean;
                /** @description Which version; absent: the current one. */
                version?: number;
            };
            header?: {
                /** @description One quoted number, strong or weak, or `*`. */
                "If-Match"?: string;
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The path of a secret. It may have several segments; `/` between them may be sent as `%2F`. */
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
                    /**
                     * @example {
                     *       "path": "example",
                     *       "deleted": true,
                     *       "permanent": true,
                     *       "recoverable_until": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretDeleted"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
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
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The path of a secret. It may have several segments; `/` between them may be sent as `%2F`. */
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
                    /**
                     * @example {
                     *       "path": "example",
                     *       "secret_type": "kv",
                     *       "current_version": 1,
                     *       "version_count": 1,
                     *       "metadata": {
                     *         "example": "example"
                     *       },
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z",
                     *       "last_accessed_at": "2026-05-11T09:30:00Z",
                     *       "access_count_30d": 1,
                     *       "expires_at": "2026-05-11T09:30:00Z",
                     *       "max_versions": 1,
                     *       "notify_before": [
                     *         "example"
                     *       ],
                     *       "cas_required": true,
                     *       "delete_version_after": "example",
                     *       "secret_policy_id": "example",
                     *       "rotation_policy": {
                     *         "id": "example",
                     *         "next_rotation": "2026-05-11T09:30:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SecretRecord"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "secrets.restore": {
        parameters: {
            query?: {
                /** @description Which version; absent: the current one. */
                version?: number;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The path of a secret. It may have several segments; `/` between them may be sent as `%2F`. */
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
                    /**
                     * @example {
                     *       "path": "example",
                     *       "version": 1,
                     *       "restored": true,
                     *       "restored_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretRestored"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
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
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The path of a secret. It may have several segments; `/` between them may be sent as `%2F`. */
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
                    /**
                     * @example {
                     *       "path": "example",
                     *       "version": 1,
                     *       "previous_version": 1,
                     *       "rotated_at": "2026-05-11T09:30:00Z",
                     *       "grace_period_ends": "2026-05-11T09:30:00Z",
                     *       "auto_generated": true
                     *     }
                     */
                    "application/json": components["schemas"]["SecretRotated"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "secrets.versions": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The path of a secret. It may have several segments; `/` between them may be sent as `%2F`. */
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
                    /**
                     * @example {
                     *       "path": "example",
                     *       "versions": [
                     *         {
                     *           "version": 1,
                     *           "created_at": "2026-05-11T09:30:00Z",
                     *           "created_by": "example",
                     *           "is_current": true,
                     *           "readable_until": "2026-05-11T09:30:00Z",
                     *           "deleted_at": "2026-05-11T09:30:00Z",
                     *           "destroyed": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SecretVersions"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "secrets.batch": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "secrets": {
                     *         "example": {
                     *           "data": {
                     *             "example": {}
                     *           },
                     *           "version": 1,
                     *           "secret_type": "kv",
                     *           "metadata": {
                     *             "example": "example"
                     *           }
                     *         }
                     *       },
                     *       "errors": {
                     *         "example": {
                     *           "code": "example",
                     *           "message": "example"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SecretBatch"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "secrets.batch_metadata": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "secrets": {
                     *         "example": {
                     *           "path": "example",
                     *           "secret_type": "kv",
                     *           "current_version": 1,
                     *           "version_count": 1,
                     *           "metadata": {
                     *             "example": "example"
                     *           },
                     *           "created_at": "2026-05-11T09:30:00Z",
                     *           "updated_at": "2026-05-11T09:30:00Z",
                     *           "last_accessed_at": "2026-05-11T09:30:00Z",
                     *           "access_count_30d": 1,
                     *           "expires_at": "2026-05-11T09:30:00Z",
                     *           "max_versions": 1,
                     *           "notify_before": [
                     *             "example"
                     *           ],
                     *           "cas_required": true,
                     *           "delete_version_after": "example",
                     *           "secret_policy_id": "example",
                     *           "rotation_policy": {
                     *             "id": "example",
                     *             "next_rotation": "2026-05-11T09:30:00Z"
                     *           }
                     *         }
                     *       },
                     *       "errors": {
                     *         "example": {
                     *           "code": "example",
                     *           "message": "example"
                     *         }
                     *       },
                     *       "truncated": true
                     *     }
                     */
                    "application/json": components["schemas"]["SecretRecordBatch"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "secrets.expiring": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description How far ahead to look, in days. */
                days?: number;
                /** @description How many at most. */
                limit?: number;
                /** @description Only paths that begin so. */
                prefix?: string;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "secrets": [
                     *         {
                     *           "path": "example",
                     *           "expires_at": "2026-05-11T09:30:00Z",
                     *           "days_remaining": 1
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true
                     *     }
                     */
                    "application/json": components["schemas"]["ExpiringSecrets"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "secrets.metadata": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The path of a secret. It may have several segments; `/` between them may be sent as `%2F`. */
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
                    /**
                     * @example {
                     *       "path": "example",
                     *       "secret_type": "kv",
                     *       "current_version": 1,
                     *       "version_count": 1,
                     *       "metadata": {
                     *         "example": "example"
                     *       },
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z",
                     *       "last_accessed_at": "2026-05-11T09:30:00Z",
                     *       "access_count_30d": 1,
                     *       "expires_at": "2026-05-11T09:30:00Z",
                     *       "max_versions": 1,
                     *       "notify_before": [
                     *         "example"
                     *       ],
                     *       "cas_required": true,
                     *       "delete_version_after": "example",
                     *       "secret_policy_id": "example",
                     *       "rotation_policy": {
                     *         "id": "example",
                     *         "next_rotation": "2026-05-11T09:30:00Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SecretRecord"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "settings.read": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "max_versions": 1,
                     *       "soft_delete_retention": "example",
                     *       "rotation_grace_period": "example",
                     *       "notify_before": [
                     *         "example"
                     *       ],
                     *       "mfa_max_age": "example",
                     *       "token_default_ttl": "example",
                     *       "token_max_ttl": "example",
                     *       "audit_retention": "example",
                     *       "cas_required": true,
                     *       "metadata_cas_required": true,
                     *       "delete_version_after": "example",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "settings.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "max_versions": 1,
                     *       "soft_delete_retention": "example",
                     *       "rotation_grace_period": "example",
                     *       "notify_before": [
                     *         "example"
                     *       ],
                     *       "mfa_max_age": "example",
                     *       "token_default_ttl": "example",
                     *       "token_max_ttl": "example",
                     *       "audit_retention": "example",
                     *       "cas_required": true,
                     *       "metadata_cas_required": true,
                     *       "delete_version_after": "example",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "tokens.list": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description The identity, as in `user:anna` or `sa:ci`. */
                identity_id?: string;
                /** @description Also those that are not active. */
                include_inactive?: boolean;
                /** @description How many at most. */
                limit?: number;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "tokens": [
                     *         {
                     *           "id": "example",
                     *           "name": "example",
                     *           "identity_id": "example",
                     *           "scopes": [
                     *             "secrets:read"
                     *           ],
                     *           "status": "active",
                     *           "mfa_verified_at": "2026-05-11T09:30:00Z",
                     *           "created_by": "example",
                     *           "created_at": "2026-05-11T09:30:00Z",
                     *           "expires_at": "2026-05-11T09:30:00Z",
                     *           "last_used_at": "2026-05-11T09:30:00Z",
                     *           "revoked_at": "2026-05-11T09:30:00Z",
                     *           "renewable": true,
                     *           "renewed_at": "2026-05-11T09:30:00Z",
                     *           "max_ttl": "30d",
                     *           "num_uses": 1,
                     *           "parent": "example",
                     *           "policy_ids": [
                     *             "example"
                     *           ],
                     *           "via": "api",
                     *           "trust_id": "example",
                     *           "issuer": "example",
                     *           "subject": "example",
                     *           "jti": "example",
                     *           "metadata": {
                     *             "example": "example"
                     *           }
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true
                     *     }
                     */
                    "application/json": components["schemas"]["TokenList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "tokens.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                "application/json": components["schemas"]["CreateToken"];
            };
        };
        responses: {
            /** @description The token; its text is in this answer only. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "example",
                     *       "name": "example",
                     *       "identity_id": "example",
                     *       "scopes": [
                     *         "secrets:read"
                     *       ],
                     *       "status": "active",
                     *       "mfa_verified_at": "2026-05-11T09:30:00Z",
                     *       "created_by": "example",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "expires_at": "2026-05-11T09:30:00Z",
                     *       "last_used_at": "2026-05-11T09:30:00Z",
                     *       "revoked_at": "2026-05-11T09:30:00Z",
                     *       "renewable": true,
                     *       "renewed_at": "2026-05-11T09:30:00Z",
                     *       "max_ttl": "30d",
                     *       "num_uses": 1,
                     *       "parent": "example",
                     *       "policy_ids": [
                     *         "example"
                     *       ],
                     *       "via": "api",
                     *       "trust_id": "example",
                     *       "issuer": "example",
                     *       "subject": "example",
                     *       "jti": "example",
                     *       "metadata": {
                     *         "example": "example"
                     *       },
                     *       "token": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["MintedToken"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "tokens.read": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "example",
                     *       "name": "example",
                     *       "identity_id": "example",
                     *       "scopes": [
                     *         "secrets:read"
                     *       ],
                     *       "status": "active",
                     *       "mfa_verified_at": "2026-05-11T09:30:00Z",
                     *       "created_by": "example",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "expires_at": "2026-05-11T09:30:00Z",
                     *       "last_used_at": "2026-05-11T09:30:00Z",
                     *       "revoked_at": "2026-05-11T09:30:00Z",
                     *       "renewable": true,
                     *       "renewed_at": "2026-05-11T09:30:00Z",
                     *       "max_ttl": "30d",
                     *       "num_uses": 1,
                     *       "parent": "example",
                     *       "policy_ids": [
                     *         "example"
                     *       ],
                     *       "via": "api",
                     *       "trust_id": "example",
                     *       "issuer": "example",
                     *       "subject": "example",
                     *       "jti": "example",
                     *       "metadata": {
                     *         "example": "example"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Token"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "tokens.revoke": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "tokens.renew": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "example",
                     *       "name": "example",
                     *       "identity_id": "example",
                     *       "scopes": [
                     *         "secrets:read"
                     *       ],
                     *       "status": "active",
                     *       "mfa_verified_at": "2026-05-11T09:30:00Z",
                     *       "created_by": "example",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "expires_at": "2026-05-11T09:30:00Z",
                     *       "last_used_at": "2026-05-11T09:30:00Z",
                     *       "revoked_at": "2026-05-11T09:30:00Z",
                     *       "renewable": true,
                     *       "renewed_at": "2026-05-11T09:30:00Z",
                     *       "max_ttl": "30d",
                     *       "num_uses": 1,
                     *       "parent": "example",
                     *       "policy_ids": [
                     *         "example"
                     *       ],
                     *       "via": "api",
                     *       "trust_id": "example",
                     *       "issuer": "example",
                     *       "subject": "example",
                     *       "jti": "example",
                     *       "metadata": {
                     *         "example": "example"
                     *       },
                     *       "is_cut": true
                     *     }
                     */
                    "application/json": components["schemas"]["RenewedToken"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "tokens.rotate": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "example",
                     *       "name": "example",
                     *       "identity_id": "example",
                     *       "scopes": [
                     *         "secrets:read"
                     *       ],
                     *       "status": "active",
                     *       "mfa_verified_at": "2026-05-11T09:30:00Z",
                     *       "created_by": "example",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "expires_at": "2026-05-11T09:30:00Z",
                     *       "last_used_at": "2026-05-11T09:30:00Z",
                     *       "revoked_at": "2026-05-11T09:30:00Z",
                     *       "renewable": true,
                     *       "renewed_at": "2026-05-11T09:30:00Z",
                     *       "max_ttl": "30d",
                     *       "num_uses": 1,
                     *       "parent": "example",
                     *       "policy_ids": [
                     *         "example"
                     *       ],
                     *       "via": "api",
                     *       "trust_id": "example",
                     *       "issuer": "example",
                     *       "subject": "example",
                     *       "jti": "example",
                     *       "metadata": {
                     *         "example": "example"
                     *       },
                     *       "token": "example",
                     *       "replaces": "example",
                     *       "previous_expires_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RotatedToken"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "tokens.lookup_self": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "id": "example",
                     *       "name": "example",
                     *       "identity_id": "example",
                     *       "scopes": [
                     *         "secrets:read"
                     *       ],
                     *       "status": "active",
                     *       "mfa_verified_at": "2026-05-11T09:30:00Z",
                     *       "created_by": "example",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "expires_at": "2026-05-11T09:30:00Z",
                     *       "last_used_at": "2026-05-11T09:30:00Z",
                     *       "revoked_at": "2026-05-11T09:30:00Z",
                     *       "renewable": true,
                     *       "renewed_at": "2026-05-11T09:30:00Z",
                     *       "max_ttl": "30d",
                     *       "num_uses": 1,
                     *       "parent": "example",
                     *       "policy_ids": [
                     *         "example"
                     *       ],
                     *       "via": "api",
                     *       "trust_id": "example",
                     *       "issuer": "example",
                     *       "subject": "example",
                     *       "jti": "example",
                     *       "metadata": {
                     *         "example": "example"
                     *       },
                     *       "policies": [
                     *         "example"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OwnToken"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "tokens.create_child": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
            };
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
                "application/json": components["schemas"]["CreateChildToken"];
            };
        };
        responses: {
            /** @description The token; its text is in this answer only. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "example",
                     *       "name": "example",
                     *       "identity_id": "example",
                     *       "scopes": [
                     *         "secrets:read"
                     *       ],
                     *       "status": "active",
                     *       "mfa_verified_at": "2026-05-11T09:30:00Z",
                     *       "created_by": "example",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "expires_at": "2026-05-11T09:30:00Z",
                     *       "last_used_at": "2026-05-11T09:30:00Z",
                     *       "revoked_at": "2026-05-11T09:30:00Z",
                     *       "renewable": true,
                     *       "renewed_at": "2026-05-11T09:30:00Z",
                     *       "max_ttl": "30d",
                     *       "num_uses": 1,
                     *       "parent": "example",
                     *       "policy_ids": [
                     *         "example"
                     *       ],
                     *       "via": "api",
                     *       "trust_id": "example",
                     *       "issuer": "example",
                     *       "subject": "example",
                     *       "jti": "example",
                     *       "metadata": {
                     *         "example": "example"
                     *       },
                     *       "policies": [
                     *         "example"
                     *       ],
                     *       "token": "example",
                     *       "is_cut": true
                     *     }
                     */
                    "application/json": components["schemas"]["ChildToken"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "tokens.renew_self": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "id": "example",
                     *       "name": "example",
                     *       "identity_id": "example",
                     *       "scopes": [
                     *         "secrets:read"
                     *       ],
                     *       "status": "active",
                     *       "mfa_verified_at": "2026-05-11T09:30:00Z",
                     *       "created_by": "example",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "expires_at": "2026-05-11T09:30:00Z",
                     *       "last_used_at": "2026-05-11T09:30:00Z",
                     *       "revoked_at": "2026-05-11T09:30:00Z",
                     *       "renewable": true,
                     *       "renewed_at": "2026-05-11T09:30:00Z",
                     *       "max_ttl": "30d",
                     *       "num_uses": 1,
                     *       "parent": "example",
                     *       "policy_ids": [
                     *         "example"
                     *       ],
                     *       "via": "api",
                     *       "trust_id": "example",
                     *       "issuer": "example",
                     *       "subject": "example",
                     *       "jti": "example",
                     *       "metadata": {
                     *         "example": "example"
                     *       },
                     *       "is_cut": true
                     *     }
                     */
                    "application/json": components["schemas"]["RenewedToken"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "trusts.list": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "trusts": [
                     *         {
                     *           "id": "example",
                     *           "name": "example",
                     *           "preset": "github",
                     *           "issuer": "example",
                     *           "jwks_uri": "example",
                     *           "jwks": {
                     *             "keys": [
                     *               {
                     *                 "kty": "example",
                     *                 "kid": "example",
                     *                 "alg": "example",
                     *                 "crv": "example",
                     *                 "x": "example",
                     *                 "y": "example",
                     *                 "n": "example",
                     *                 "e": "example",
                     *                 "use": "example",
                     *                 "key_ops": [
                     *                   "example"
                     *                 ]
                     *               }
                     *             ]
                     *           },
                     *           "audience": "example",
                     *           "claims": {
                     *             "example": "example"
                     *           },
                     *           "identity_id": "example",
                     *           "create_identity": true,
                     *           "groups": [
                     *             "example"
                     *           ],
                     *           "roles": [
                     *             "tenant_admin"
                     *           ],
                     *           "groups_claim": "example",
                     *           "groups_map": {
                     *             "example": "example"
                     *           },
                     *           "scopes": [
                     *             "secrets:read"
                     *           ],
                     *           "ttl": "15m",
                     *           "mfa_claim": {
                     *             "claim": "example",
                     *             "values": [
                     *               "example"
                     *             ]
                     *           },
                     *           "single_use": true,
                     *           "console_sign_in": true,
                     *           "has_client_secret": true,
                     *           "is_active": true,
                     *           "created_by": "example",
                     *           "created_at": "2026-05-11T09:30:00Z",
                     *           "updated_at": "2026-05-11T09:30:00Z"
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true
                     *     }
                     */
                    "application/json": components["schemas"]["TrustList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "trusts.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                "application/json": components["schemas"]["CreateTrust"];
            };
        };
        responses: {
            /** @description The trust. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "example",
                     *       "name": "example",
                     *       "preset": "github",
                     *       "issuer": "example",
                     *       "jwks_uri": "example",
                     *       "jwks": {
                     *         "keys": [
                     *           {
                     *             "kty": "example",
                     *             "kid": "example",
                     *             "alg": "example",
                     *             "crv": "example",
                     *             "x": "example",
                     *             "y": "example",
                     *             "n": "example",
                     *             "e": "example",
                     *             "use": "example",
                     *             "key_ops": [
                     *               "example"
                     *             ]
                     *           }
                     *         ]
                     *       },
                     *       "audience": "example",
                     *       "claims": {
                     *         "example": "example"
                     *       },
                     *       "identity_id": "example",
                     *       "create_identity": true,
                     *       "groups": [
                     *         "example"
                     *       ],
                     *       "roles": [
                     *         "tenant_admin"
                     *       ],
                     *       "groups_claim": "example",
                     *       "groups_map": {
                     *         "example": "example"
                     *       },
                     *       "scopes": [
                     *         "secrets:read"
                     *       ],
                     *       "ttl": "15m",
                     *       "mfa_claim": {
                     *         "claim": "example",
                     *         "values": [
                     *           "example"
                     *         ]
                     *       },
                     *       "single_use": true,
                     *       "console_sign_in": true,
                     *       "has_client_secret": true,
                     *       "is_active": true,
                     *       "created_by": "example",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Trust"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "trusts.read": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The trust, by id. */
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
                    /**
                     * @example {
                     *       "id": "example",
                     *       "name": "example",
                     *       "preset": "github",
                     *       "issuer": "example",
                     *       "jwks_uri": "example",
                     *       "jwks": {
                     *         "keys": [
                     *           {
                     *             "kty": "example",
                     *             "kid": "example",
                     *             "alg": "example",
                     *             "crv": "example",
                     *             "x": "example",
                     *             "y": "example",
                     *             "n": "example",
                     *             "e": "example",
                     *             "use": "example",
                     *             "key_ops": [
                     *               "example"
                     *             ]
                     *           }
                     *         ]
                     *       },
                     *       "audience": "example",
                     *       "claims": {
                     *         "example": "example"
                     *       },
                     *       "identity_id": "example",
                     *       "create_identity": true,
                     *       "groups": [
                     *         "example"
                     *       ],
                     *       "roles": [
                     *         "tenant_admin"
                     *       ],
                     *       "groups_claim": "example",
                     *       "groups_map": {
                     *         "example": "example"
                     *       },
                     *       "scopes": [
                     *         "secrets:read"
                     *       ],
                     *       "ttl": "15m",
                     *       "mfa_claim": {
                     *         "claim": "example",
                     *         "values": [
                     *           "example"
                     *         ]
                     *       },
                     *       "single_use": true,
                     *       "console_sign_in": true,
                     *       "has_client_secret": true,
                     *       "is_active": true,
                     *       "created_by": "example",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Trust"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "trusts.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The trust, by id. */
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
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "trusts.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The trust, by id. */
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
                    /**
                     * @example {
                     *       "id": "example",
                     *       "name": "example",
                     *       "preset": "github",
                     *       "issuer": "example",
                     *       "jwks_uri": "example",
                     *       "jwks": {
                     *         "keys": [
                     *           {
                     *             "kty": "example",
                     *             "kid": "example",
                     *             "alg": "example",
                     *             "crv": "example",
                     *             "x": "example",
                     *             "y": "example",
                     *             "n": "example",
                     *             "e": "example",
                     *             "use": "example",
                     *             "key_ops": [
                     *               "example"
                     *             ]
                     *           }
                     *         ]
                     *       },
                     *       "audience": "example",
                     *       "claims": {
                     *         "example": "example"
                     *       },
                     *       "identity_id": "example",
                     *       "create_identity": true,
                     *       "groups": [
                     *         "example"
                     *       ],
                     *       "roles": [
                     *         "tenant_admin"
                     *       ],
                     *       "groups_claim": "example",
                     *       "groups_map": {
                     *         "example": "example"
                     *       },
                     *       "scopes": [
                     *         "secrets:read"
                     *       ],
                     *       "ttl": "15m",
                     *       "mfa_claim": {
                     *         "claim": "example",
                     *         "values": [
                     *           "example"
                     *         ]
                     *       },
                     *       "single_use": true,
                     *       "console_sign_in": true,
                     *       "has_client_secret": true,
                     *       "is_active": true,
                     *       "created_by": "example",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Trust"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "trusts.explain": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The trust, by id. */
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
                    /**
                     * @example {
                     *       "ok": true,
                     *       "checks": [
                     *         {
                     *           "check": "form",
                     *           "claim": "example",
                     *           "outcome": "passed",
                     *           "reason": "example"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TrustExplanation"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "system.version": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "version": "example",
                     *       "api_version": "example",
                     *       "commit": "example",
                     *       "build": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["RunningVersion"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "webhooks.list": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                    /**
                     * @example {
                     *       "webhooks": [
                     *         {
                     *           "id": "example",
                     *           "name": "example",
                     *           "url": "example",
                     *           "events": [
                     *             "example"
                     *           ],
                     *           "filters": {
                     *             "path_prefix": "shop/",
                     *             "secret_type": "kv",
                     *             "tags": [
                     *               "example"
                     *             ]
                     *           },
                     *           "enabled": true,
                     *           "status": "healthy",
                     *           "created_at": "2026-05-11T09:30:00Z",
                     *           "updated_at": "2026-05-11T09:30:00Z"
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "webhooks.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
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
                "application/json": components["schemas"]["CreateWebhook"];
            };
        };
        responses: {
            /** @description The webhook, with its secret if none was given. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "example",
                     *       "name": "example",
                     *       "url": "example",
                     *       "events": [
                     *         "example"
                     *       ],
                     *       "filters": {
                     *         "path_prefix": "shop/",
                     *         "secret_type": "kv",
                     *         "tags": [
                     *           "example"
                     *         ]
                     *       },
                     *       "enabled": true,
                     *       "status": "healthy",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z",
                     *       "secret": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookWritten"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "webhooks.read": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "example",
                     *       "name": "example",
                     *       "url": "example",
                     *       "events": [
                     *         "example"
                     *       ],
                     *       "filters": {
                     *         "path_prefix": "shop/",
                     *         "secret_type": "kv",
                     *         "tags": [
                     *           "example"
                     *         ]
                     *       },
                     *       "enabled": true,
                     *       "status": "healthy",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z",
                     *       "statistics": {
                     *         "deliveries_24h": 1,
                     *         "success_rate_24h": 1,
                     *         "avg_latency_ms": 1
                     *       },
                     *       "last_delivery": {
                     *         "id": "example",
                     *         "timestamp": "2026-05-11T09:30:00Z",
                     *         "status": "pending",
                     *         "response_code": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookReport"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "webhooks.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "webhooks.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "id": "example",
                     *       "name": "example",
                     *       "url": "example",
                     *       "events": [
                     *         "example"
                     *       ],
                     *       "filters": {
                     *         "path_prefix": "shop/",
                     *         "secret_type": "kv",
                     *         "tags": [
                     *           "example"
                     *         ]
                     *       },
                     *       "enabled": true,
                     *       "status": "healthy",
                     *       "created_at": "2026-05-11T09:30:00Z",
                     *       "updated_at": "2026-05-11T09:30:00Z",
                     *       "secret": "example"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookWritten"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "webhooks.deliveries": {
        parameters: {
            query?: {
                /** @description Where the page begins: from the answer of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Only those that stand so. */
                status?: "pending" | "success" | "failed";
            };
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "deliveries": [
                     *         {
                     *           "id": "example",
                     *           "event_id": "example",
                     *           "event_type": "example",
                     *           "timestamp": "2026-05-11T09:30:00Z",
                     *           "status": "pending",
                     *           "attempts": 1,
                     *           "response_code": 1,
                     *           "duration_ms": 1,
                     *           "next_attempt_at": "2026-05-11T09:30:00Z",
                     *           "error": "timeout"
                     *         }
                     *       ],
                     *       "cursor": "example",
                     *       "has_more": true
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDeliveryList"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "webhooks.retry": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The delivery, by id. */
                delivery_id: string;
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "delivery_id": "example",
                     *       "status": "pending"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookRetry"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    "webhooks.test": {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it. */
                "X-Request-ID"?: string;
                /** @description The tenant or partner to act in, by its id. Absent: the space that the token is of. */
                "X-Tenant-ID"?: string;
            };
            path: {
                /** @description The id of the record. */
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
                    /**
                     * @example {
                     *       "delivery_id": "example",
                     *       "status": "success",
                     *       "response_code": 1,
                     *       "duration_ms": 1
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookTest"];
                };
            };
            /** @description An error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
}
