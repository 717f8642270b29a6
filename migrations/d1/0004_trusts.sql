CREATE TABLE `trust_audiences` (
	`audience` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `trust_audiences_by_tenant` ON `trust_audiences` (`tenant_id`);