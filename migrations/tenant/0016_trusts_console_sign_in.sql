CREATE TABLE `trust_client_secrets` (
	`trust_id` text PRIMARY KEY NOT NULL,
	`sealed` blob NOT NULL,
	FOREIGN KEY (`trust_id`) REFERENCES `trusts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `trusts` ADD `console_sign_in` integer DEFAULT false NOT NULL;