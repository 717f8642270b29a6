CREATE TABLE `partners` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`status` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `root_key_uses` (
	`space_id` text NOT NULL,
	`root_key_id` text NOT NULL,
	`records` integer NOT NULL,
	PRIMARY KEY(`space_id`, `root_key_id`)
);
--> statement-breakpoint
CREATE INDEX `root_key_uses_by_key` ON `root_key_uses` (`root_key_id`,`space_id`);--> statement-breakpoint
CREATE TABLE `tenants` (
	`id` text PRIMARY KEY NOT NULL,
	`partner_id` text NOT NULL,
	`name` text NOT NULL,
	`status` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	FOREIGN KEY (`partner_id`) REFERENCES `partners`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tenants_by_partner` ON `tenants` (`partner_id`,`id`);--> statement-breakpoint
CREATE TABLE `credentials` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`integration_id` text NOT NULL,
	`name` text NOT NULL,
	`vault_path` text NOT NULL,
	`field_map` text NOT NULL,
	`allowed_domains` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	FOREIGN KEY (`tenant_id`,`integration_id`) REFERENCES `vault_integrations`(`tenant_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `credentials_by_tenant` ON `credentials` (`tenant_id`,`id`);--> statement-breakpoint
CREATE INDEX `credentials_by_integration` ON `credentials` (`tenant_id`,`integration_id`);--> statement-breakpoint
CREATE TABLE `vault_integrations` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`address` text,
	`namespace` text,
	`auth_mount` text,
	`role_id` text,
	`kv_version` integer,
	`sealed_secret_id` blob,
	`secret_id_format` integer,
	`root_key_id` text,
	`revision` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `vault_integrations_by_tenant` ON `vault_integrations` (`tenant_id`,`id`);--> statement-breakpoint
CREATE INDEX `vault_integrations_by_root_key` ON `vault_integrations` (`root_key_id`);