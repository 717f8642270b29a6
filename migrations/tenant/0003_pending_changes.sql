CREATE TABLE `answered_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`took_effect` integer NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `answered_changes_by_time` ON `answered_changes` (`created_at_ms`);--> statement-breakpoint
CREATE TABLE `pending_changes` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`receipt` text NOT NULL,
	`subject` text NOT NULL,
	`plan` text NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pending_changes_id_unique` ON `pending_changes` (`id`);--> statement-breakpoint
CREATE INDEX `pending_changes_by_subject` ON `pending_changes` (`subject`,`seq`);