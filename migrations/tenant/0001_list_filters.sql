DROP INDEX `secrets_live`;--> statement-breakpoint
CREATE INDEX `secrets_by_type` ON `secrets` (`secret_type`,`path`,`expires_at_ms`,`updated_at_ms`) WHERE deleted_at_ms is null;--> statement-breakpoint
CREATE INDEX `secrets_live` ON `secrets` (`path`,`expires_at_ms`,`updated_at_ms`) WHERE deleted_at_ms is null;