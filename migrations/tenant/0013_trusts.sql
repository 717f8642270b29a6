CREATE TABLE `trusts` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`preset` text NOT NULL,
	`issuer` text NOT NULL,
	`jwks_uri` text,
	`jwks` text,
	`audience` text NOT NULL,
	`claims` text NOT NULL,
	`identity_id` text NOT NULL,
	`create_identity` integer NOT NULL,
	`groups` text NOT NULL,
	`roles` text NOT NULL,
	`groups_claim` text,
	`groups_map` text NOT NULL,
	`scopes` text NOT NULL,
	`ttl_ms` integer NOT NULL,
	`mfa_claim` text,
	`single_use` integer NOT NULL,
	`is_active` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `trusts_name_unique` ON `trusts` (`name`);--> statement-breakpoint
CREATE INDEX `trusts_by_issuer` ON `trusts` (`issuer`,`id`);--> statement-breakpoint
CREATE TABLE `used_subject_tokens` (
	`key` text PRIMARY KEY NOT NULL,
	`expires_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `used_subject_tokens_by_expiry` ON `used_subject_tokens` (`expires_at_ms`);--> statement-breakpoint
ALTER TABLE `tokens` ADD `trust_id` text;--> statement-breakpoint
ALTER TABLE `tokens` ADD `issuer` text;--> statement-breakpoint
ALTER TABLE `tokens` ADD `subject` text;--> statement-breakpoint
ALTER TABLE `tokens` ADD `jti` text;--> statement-breakpoint
ALTER TABLE `tokens` ADD `groups` text;--> statement-breakpoint
ALTER TABLE `audit_log` ADD `trust_id` text;--> statement-breakpoint
CREATE INDEX `audit_log_of_trust` ON `audit_log` (`trust_id`,`seq`) WHERE trust_id is not null;