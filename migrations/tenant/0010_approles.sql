CREATE TABLE `approle_secret_ids` (
	`accessor` text PRIMARY KEY NOT NULL,
	`role_name` text NOT NULL,
	`hash` text NOT NULL,
	`uses_left` integer,
	`life_ms` integer,
	`expires_at_ms` integer,
	`cidrs` text,
	`metadata` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	FOREIGN KEY (`role_name`) REFERENCES `approles`(`name`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `approle_secret_ids_by_role` ON `approle_secret_ids` (`role_name`,`accessor`);--> statement-breakpoint
CREATE INDEX `approle_secret_ids_by_expiry` ON `approle_secret_ids` (`expires_at_ms`);--> statement-breakpoint
CREATE UNIQUE INDEX `approle_secret_ids_once` ON `approle_secret_ids` (`role_name`,`hash`);--> statement-breakpoint
CREATE TABLE `approles` (
	`name` text PRIMARY KEY NOT NULL,
	`role_id` text NOT NULL,
	`scopes` text NOT NULL,
	`token_ttl_ms` integer,
	`token_max_ttl_ms` integer,
	`token_uses` integer,
	`token_bound_cidrs` text,
	`secret_id_ttl_ms` integer,
	`secret_id_uses` integer,
	`secret_id_bound_cidrs` text,
	`bind_secret_id` integer NOT NULL,
	`refused_at_ms` text NOT NULL,
	`stopped_until_ms` integer,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `approles_role_id_unique` ON `approles` (`role_id`);