CREATE TABLE `spaces` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`partner_id` text,
	`status` text NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `identities` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`display_name` text,
	`roles` text NOT NULL,
	`is_active` integer NOT NULL,
	`last_seen_at_ms` integer,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `memberships` (
	`identity_id` text NOT NULL,
	`group_id` text NOT NULL,
	PRIMARY KEY(`identity_id`, `group_id`),
	FOREIGN KEY (`identity_id`) REFERENCES `identities`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`group_id`) REFERENCES `identities`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `memberships_by_group` ON `memberships` (`group_id`);--> statement-breakpoint
CREATE TABLE `tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`identity_id` text NOT NULL,
	`name` text NOT NULL,
	`scopes` text NOT NULL,
	`created_by` text NOT NULL,
	`mfa_verified_at_ms` integer,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer,
	`revoked_at_ms` integer,
	`last_used_at_ms` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tokens_hash_unique` ON `tokens` (`hash`);--> statement-breakpoint
CREATE INDEX `tokens_by_identity` ON `tokens` (`identity_id`,`id`);--> statement-breakpoint
CREATE TABLE `policy_bindings` (
	`id` text PRIMARY KEY NOT NULL,
	`policy_id` text NOT NULL,
	`identity_id` text NOT NULL,
	`expires_at_ms` integer,
	`created_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	FOREIGN KEY (`policy_id`) REFERENCES `policies`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`identity_id`) REFERENCES `identities`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `policy_bindings_by_identity` ON `policy_bindings` (`identity_id`,`policy_id`);--> statement-breakpoint
CREATE INDEX `policy_bindings_by_policy` ON `policy_bindings` (`policy_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `policy_bindings_once` ON `policy_bindings` (`policy_id`,`identity_id`);--> statement-breakpoint
CREATE TABLE `policies` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`rules` text NOT NULL,
	`is_active` integer NOT NULL,
	`revision` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `policies_name_unique` ON `policies` (`name`);--> statement-breakpoint
CREATE TABLE `audit_log` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`timestamp_ms` integer NOT NULL,
	`action` text NOT NULL,
	`identity_type` text NOT NULL,
	`identity_id` text NOT NULL,
	`actor_tenant_id` text,
	`tenant_id` text NOT NULL,
	`token_id` text,
	`secret_path` text,
	`source_ip` text,
	`user_agent` text,
	`success` integer NOT NULL,
	`error_code` text,
	`duration_ms` integer NOT NULL,
	`request_id` text,
	`extra_data` text NOT NULL,
	`hash` text NOT NULL,
	`object_id` text
);
--> statement-breakpoint
CREATE INDEX `audit_log_by_object` ON `audit_log` (`object_id`,`seq`) WHERE object_id is not null;--> statement-breakpoint
CREATE TABLE `credential_states` (
	`credential_id` text PRIMARY KEY NOT NULL,
	`last_used_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `integration_states` (
	`integration_id` text PRIMARY KEY NOT NULL,
	`status` text NOT NULL,
	`last_checked_at_ms` integer
);
--> statement-breakpoint
CREATE TABLE `login_attempts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`target_hash` text NOT NULL,
	`at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `login_attempts_by_target` ON `login_attempts` (`target_hash`,`at_ms`);