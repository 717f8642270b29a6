CREATE TABLE `webhook_older_secrets` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`webhook_id` text NOT NULL,
	`sealed` blob NOT NULL,
	`root_key_id` text NOT NULL,
	`until_ms` integer NOT NULL,
	FOREIGN KEY (`webhook_id`) REFERENCES `webhooks`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `webhook_older_secrets_by_webhook` ON `webhook_older_secrets` (`webhook_id`,`seq`);