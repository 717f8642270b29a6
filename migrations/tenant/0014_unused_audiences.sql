CREATE TABLE `unused_audiences` (
	`audience` text PRIMARY KEY NOT NULL,
	`since_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `unused_audiences_by_time` ON `unused_audiences` (`since_ms`);