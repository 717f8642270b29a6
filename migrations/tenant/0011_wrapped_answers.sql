CREATE TABLE `record_keys` (
	`purpose` text PRIMARY KEY NOT NULL,
	`sealed` blob NOT NULL,
	`root_key_id` text NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `wrapped_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`sealed` blob,
	`bytes` integer NOT NULL,
	`creation_path` text NOT NULL,
	`ttl_ms` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`used_at_ms` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `wrapped_answers_hash_unique` ON `wrapped_answers` (`hash`);--> statement-breakpoint
CREATE INDEX `wrapped_answers_by_expiry` ON `wrapped_answers` (`expires_at_ms`);--> statement-breakpoint
CREATE INDEX `wrapped_answers_live` ON `wrapped_answers` (`expires_at_ms`,`bytes`) WHERE used_at_ms is null;--> statement-breakpoint
CREATE INDEX `wrapped_answers_used` ON `wrapped_answers` (`used_at_ms`) WHERE used_at_ms is not null;--> statement-breakpoint
CREATE TABLE `cubbyhole_entries` (
	`token_id` text NOT NULL,
	`path` text NOT NULL,
	`sealed` blob NOT NULL,
	`bytes` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	PRIMARY KEY(`token_id`, `path`)
);
--> statement-breakpoint
CREATE INDEX `cubbyhole_entries_by_size` ON `cubbyhole_entries` (`bytes`);