CREATE TABLE `__new_rotation_policies` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`interval` text,
	`schedule` text,
	`timezone` text,
	`window` text,
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
INSERT INTO `__new_rotation_policies`("id", "name", "description", "interval", "grace_period", "warn_before", "auto_generate", "secret_policy_id", "webhook_ids", "is_active", "created_at_ms", "updated_at_ms") SELECT "id", "name", "description", "interval", "grace_period", "warn_before", "auto_generate", "secret_policy_id", "webhook_ids", "is_active", "created_at_ms", "updated_at_ms" FROM `rotation_policies`;--> statement-breakpoint
DROP TABLE `rotation_policies`;--> statement-breakpoint
ALTER TABLE `__new_rotation_policies` RENAME TO `rotation_policies`;--> statement-breakpoint
CREATE UNIQUE INDEX `rotation_policies_name_unique` ON `rotation_policies` (`name`);