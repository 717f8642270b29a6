ALTER TABLE `rotation_attachments` ADD `revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `rotation_attachments_by_revision` ON `rotation_attachments` (`policy_id`,`revision`);--> statement-breakpoint
ALTER TABLE `rotation_policies` ADD `revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `rotation_policies` ADD `dates_revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `rotation_policies` ADD `dates_set_at_ms` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `rotation_policies` ADD `tries_revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `rotation_policies` ADD `is_settling` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `rotation_policies_settling` ON `rotation_policies` (`is_settling`) WHERE is_settling = 1;