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
	`life_ms` integer,
	`revoked_at_ms` integer,
	`last_used_at_ms` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tokens_hash_unique` ON `tokens` (`hash`);--> statement-breakpoint
CREATE INDEX `tokens_by_identity` ON `tokens` (`identity_id`,`id`);--> statement-breakpoint
CREATE INDEX `tokens_by_expiry` ON `tokens` (`expires_at_ms`) WHERE expires_at_ms is not null;--> statement-breakpoint
CREATE INDEX `tokens_by_revocation` ON `tokens` (`revoked_at_ms`) WHERE revoked_at_ms is not null;--> statement-breakpoint
CREATE TABLE `settings` (
	`id` text PRIMARY KEY NOT NULL,
	`chosen` text NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
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
CREATE INDEX `policy_bindings_by_policy` ON `policy_bindings` (`policy_id`,`id`,`expires_at_ms`);--> statement-breakpoint
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
CREATE TABLE `secret_reads` (
	`secret_id` text NOT NULL,
	`day` integer NOT NULL,
	`count` integer NOT NULL,
	`last_at_ms` integer NOT NULL,
	PRIMARY KEY(`secret_id`, `day`),
	FOREIGN KEY (`secret_id`) REFERENCES `secrets`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `secret_tags` (
	`tag` text NOT NULL,
	`path` text NOT NULL,
	`secret_id` text NOT NULL,
	PRIMARY KEY(`tag`, `path`),
	FOREIGN KEY (`secret_id`) REFERENCES `secrets`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `secret_tags_by_secret` ON `secret_tags` (`secret_id`);--> statement-breakpoint
CREATE TABLE `secret_versions` (
	`secret_id` text NOT NULL,
	`number` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`created_by` text NOT NULL,
	`readable_until_ms` integer,
	`key_version` integer NOT NULL,
	`wrapped_key` blob NOT NULL,
	`format` integer NOT NULL,
	`sealed` blob NOT NULL,
	PRIMARY KEY(`secret_id`, `number`),
	FOREIGN KEY (`secret_id`) REFERENCES `secrets`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `secret_versions_by_key` ON `secret_versions` (`key_version`);--> statement-breakpoint
CREATE INDEX `secret_versions_by_grace` ON `secret_versions` (`readable_until_ms`) WHERE readable_until_ms is not null;--> statement-breakpoint
CREATE TABLE `secrets` (
	`id` text PRIMARY KEY NOT NULL,
	`path` text NOT NULL,
	`secret_type` text NOT NULL,
	`version` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	`expires_at_ms` integer,
	`expires_in` text,
	`max_versions` integer,
	`notify_before` text,
	`rotation_policy_id` text,
	`secret_policy_id` text,
	`rotated_from` integer,
	`noticed_until_ms` integer,
	`notice_at_ms` integer,
	`deleted_at_ms` integer,
	`recoverable_until_ms` integer,
	`metadata` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `secrets_path_unique` ON `secrets` (`path`);--> statement-breakpoint
CREATE INDEX `secrets_live` ON `secrets` (`path`,`expires_at_ms`) WHERE deleted_at_ms is null;--> statement-breakpoint
CREATE INDEX `secrets_by_expiry` ON `secrets` (`expires_at_ms`,`path`) WHERE expires_at_ms is not null and deleted_at_ms is null;--> statement-breakpoint
CREATE INDEX `secrets_by_secret_policy` ON `secrets` (`secret_policy_id`) WHERE secret_policy_id is not null;--> statement-breakpoint
CREATE INDEX `secrets_by_notice` ON `secrets` (`notice_at_ms`) WHERE notice_at_ms is not null and deleted_at_ms is null;--> statement-breakpoint
CREATE INDEX `secrets_by_recovery` ON `secrets` (`recoverable_until_ms`) WHERE recoverable_until_ms is not null;--> statement-breakpoint
CREATE TABLE `space_keys` (
	`version` integer PRIMARY KEY NOT NULL,
	`wrapped` blob NOT NULL,
	`root_key_id` text NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `secret_policies` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`policy_type` text NOT NULL,
	`description` text,
	`fields` text NOT NULL,
	`is_active` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `secret_policies_name_unique` ON `secret_policies` (`name`);--> statement-breakpoint
CREATE TABLE `rotation_attachments` (
	`secret_id` text PRIMARY KEY NOT NULL,
	`policy_id` text NOT NULL,
	`path` text NOT NULL,
	`is_live` integer NOT NULL,
	`assigned_at_ms` integer NOT NULL,
	`last_rotated_ms` integer NOT NULL,
	`due_ms` integer NOT NULL,
	`warned_ms` integer,
	`announced` integer NOT NULL,
	`attempts` integer NOT NULL,
	`tried_at_ms` integer,
	`overdue` integer NOT NULL,
	`pending_id` text,
	`step_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `rotation_attachments_by_policy` ON `rotation_attachments` (`policy_id`,`is_live`,`path`);--> statement-breakpoint
CREATE INDEX `rotation_attachments_by_policy_due` ON `rotation_attachments` (`policy_id`,`due_ms`,`path`);--> statement-breakpoint
CREATE INDEX `rotation_attachments_by_due` ON `rotation_attachments` (`due_ms`,`path`);--> statement-breakpoint
CREATE INDEX `rotation_attachments_by_step` ON `rotation_attachments` (`step_at_ms`) WHERE step_at_ms is not null;--> statement-breakpoint
CREATE TABLE `rotation_history` (
	`id` text PRIMARY KEY NOT NULL,
	`policy_id` text NOT NULL,
	`secret_path` text NOT NULL,
	`old_version` integer,
	`new_version` integer,
	`status` text NOT NULL,
	`trigger` text NOT NULL,
	`started_at_ms` integer NOT NULL,
	`completed_at_ms` integer,
	`error` text
);
--> statement-breakpoint
CREATE INDEX `rotation_history_by_policy` ON `rotation_history` (`policy_id`,`started_at_ms`,`id`);--> statement-breakpoint
CREATE INDEX `rotation_history_by_status` ON `rotation_history` (`policy_id`,`status`,`started_at_ms`,`id`);--> statement-breakpoint
CREATE INDEX `rotation_history_by_age` ON `rotation_history` (`started_at_ms`);--> statement-breakpoint
CREATE TABLE `rotation_policies` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`interval` text NOT NULL,
	`grace_period` text NOT NULL,
	`warn_before` text NOT NULL,
	`auto_generate` integer NOT NULL,
	`secret_policy_id` text,
	`webhook_ids` text NOT NULL,
	`is_active` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rotation_policies_name_unique` ON `rotation_policies` (`name`);--> statement-breakpoint
CREATE TABLE `events` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`body` text NOT NULL,
	`subject` text
);
--> statement-breakpoint
CREATE INDEX `events_by_subject` ON `events` (`subject`,`id`) WHERE subject is not null;--> statement-breakpoint
CREATE TABLE `webhook_deliveries` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`webhook_id` text NOT NULL,
	`event_id` text NOT NULL,
	`event_type` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`status` text NOT NULL,
	`attempts` integer NOT NULL,
	`response_code` integer,
	`duration_ms` integer,
	`error` text,
	`next_attempt_at_ms` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `webhook_deliveries_id_unique` ON `webhook_deliveries` (`id`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_waiting` ON `webhook_deliveries` (`webhook_id`,`next_attempt_at_ms`) WHERE next_attempt_at_ms is not null;--> statement-breakpoint
CREATE INDEX `webhook_deliveries_by_webhook` ON `webhook_deliveries` (`webhook_id`,`created_at_ms`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_by_status` ON `webhook_deliveries` (`webhook_id`,`status`,`created_at_ms`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_by_event` ON `webhook_deliveries` (`event_id`);--> statement-breakpoint
CREATE TABLE `dropped_webhooks` (
	`id` text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`url` text NOT NULL,
	`events` text NOT NULL,
	`filters` text NOT NULL,
	`enabled` integer NOT NULL,
	`failures` integer NOT NULL,
	`sealed_secret` blob NOT NULL,
	`root_key_id` text NOT NULL,
	`sealed_previous` blob,
	`previous_root_key_id` text,
	`previous_until_ms` integer,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `webhooks_name_unique` ON `webhooks` (`name`);--> statement-breakpoint
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
CREATE INDEX `audit_log_by_time` ON `audit_log` (`timestamp_ms`);--> statement-breakpoint
CREATE INDEX `audit_log_by_identity` ON `audit_log` (`identity_id`,`timestamp_ms`);--> statement-breakpoint
CREATE INDEX `audit_log_by_type` ON `audit_log` (`identity_type`,`timestamp_ms`);--> statement-breakpoint
CREATE INDEX `audit_log_by_action` ON `audit_log` (`action`,`timestamp_ms`);--> statement-breakpoint
CREATE INDEX `audit_log_by_path` ON `audit_log` (`secret_path`,`timestamp_ms`) WHERE secret_path is not null;--> statement-breakpoint
CREATE INDEX `audit_log_by_ip` ON `audit_log` (`source_ip`,`timestamp_ms`) WHERE source_ip is not null;--> statement-breakpoint
CREATE INDEX `audit_log_by_request` ON `audit_log` (`request_id`,`timestamp_ms`) WHERE request_id is not null;--> statement-breakpoint
CREATE INDEX `audit_log_of_failures` ON `audit_log` (`timestamp_ms`) WHERE success = 0;--> statement-breakpoint
CREATE TABLE `audit_marks` (
	`name` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
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