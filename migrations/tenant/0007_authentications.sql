CREATE TABLE `authentications` (
	`id` text PRIMARY KEY NOT NULL,
	`credential_id` text NOT NULL,
	`browser_id` text,
	`beginner` text NOT NULL,
	`access` text,
	`mode` text NOT NULL,
	`status` text NOT NULL,
	`verdict` text,
	`code` text,
	`details` text,
	`host` text,
	`matched_pattern` text,
	`steps` text NOT NULL,
	`used_totp` integer NOT NULL,
	`vault_version` integer,
	`leases` integer NOT NULL,
	`started_at_ms` integer NOT NULL,
	`ended_at_ms` integer,
	`ends_by_ms` integer NOT NULL,
	`key_hash` text,
	`body_hash` text
);
--> statement-breakpoint
CREATE INDEX `authentications_by_credential` ON `authentications` (`credential_id`,`id`);--> statement-breakpoint
CREATE INDEX `authentications_live` ON `authentications` (`ends_by_ms`) WHERE ended_at_ms is null;--> statement-breakpoint
CREATE UNIQUE INDEX `authentications_live_by_credential` ON `authentications` (`credential_id`) WHERE ended_at_ms is null;--> statement-breakpoint
CREATE UNIQUE INDEX `authentications_by_key` ON `authentications` (`key_hash`);--> statement-breakpoint
ALTER TABLE `credential_states` ADD `totp_used_until_ms` integer;