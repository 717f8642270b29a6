CREATE TABLE `browsers` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`name` text NOT NULL,
	`endpoint` text NOT NULL,
	`auth` text NOT NULL,
	`sealed_api_key` blob,
	`api_key_format` integer,
	`root_key_id` text,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `browsers_by_tenant` ON `browsers` (`tenant_id`,`id`);--> statement-breakpoint
CREATE INDEX `browsers_by_root_key` ON `browsers` (`root_key_id`);