DROP INDEX `secret_versions_by_grace`;--> statement-breakpoint
ALTER TABLE `secret_versions` ADD `deleted_at_ms` integer;--> statement-breakpoint
CREATE INDEX `secret_versions_by_end_of_grace` ON `secret_versions` (`readable_until_ms`) WHERE readable_until_ms is not null and key_version > 0;--> statement-breakpoint
ALTER TABLE `secrets` ADD `cas_required` integer;--> statement-breakpoint
ALTER TABLE `secrets` ADD `metadata_cas_required` integer;--> statement-breakpoint
ALTER TABLE `secrets` ADD `delete_version_after` text;--> statement-breakpoint
ALTER TABLE `secrets` ADD `metadata_version` integer DEFAULT 0 NOT NULL;