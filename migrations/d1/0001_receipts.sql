CREATE TABLE `receipts` (
	`id` text PRIMARY KEY NOT NULL,
	`space_id` text NOT NULL,
	`took_effect` integer NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `receipts_by_space` ON `receipts` (`space_id`,`created_at_ms`);