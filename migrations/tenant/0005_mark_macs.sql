ALTER TABLE `audit_marks` ADD `from_seq` integer;--> statement-breakpoint
ALTER TABLE `audit_marks` ADD `root_key_id` text;--> statement-breakpoint
ALTER TABLE `audit_marks` ADD `mac` text;