DROP INDEX `audit_log_by_type`;--> statement-breakpoint
DROP INDEX `audit_log_by_action`;--> statement-breakpoint
DROP INDEX `audit_log_by_ip`;--> statement-breakpoint
DROP INDEX `audit_log_by_request`;--> statement-breakpoint
DROP INDEX `audit_log_of_failures`;--> statement-breakpoint
CREATE INDEX `audit_log_by_block` ON `audit_log` ("seq" >> 12,`timestamp_ms`);--> statement-breakpoint
CREATE INDEX `audit_log_of_identity` ON `audit_log` (`identity_id`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_log_of_type` ON `audit_log` (`identity_type`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_log_of_action` ON `audit_log` (`action`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_log_of_path` ON `audit_log` (`secret_path`,`seq`) WHERE secret_path is not null;--> statement-breakpoint
CREATE INDEX `audit_log_of_ip` ON `audit_log` (`source_ip`,`seq`) WHERE source_ip is not null;--> statement-breakpoint
CREATE INDEX `audit_log_of_request` ON `audit_log` (`request_id`,`seq`) WHERE request_id is not null;--> statement-breakpoint
CREATE INDEX `audit_log_failed` ON `audit_log` (`seq`) WHERE success = 0;