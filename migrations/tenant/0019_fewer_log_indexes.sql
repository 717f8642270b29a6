DROP INDEX `audit_log_by_time`;--> statement-breakpoint
DROP INDEX `audit_log_by_identity`;--> statement-breakpoint
DROP INDEX `audit_log_by_path`;