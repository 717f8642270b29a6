ALTER TABLE `tokens` ADD `renewable` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `tokens` ADD `max_life_ms` integer;--> statement-breakpoint
ALTER TABLE `tokens` ADD `renewed_at_ms` integer;--> statement-breakpoint
ALTER TABLE `tokens` ADD `uses_left` integer;--> statement-breakpoint
ALTER TABLE `tokens` ADD `is_spent` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `tokens` ADD `parent_id` text;--> statement-breakpoint
ALTER TABLE `tokens` ADD `policy_ids` text;--> statement-breakpoint
ALTER TABLE `tokens` ADD `bound_cidrs` text;--> statement-breakpoint
ALTER TABLE `tokens` ADD `via` text DEFAULT 'api' NOT NULL;--> statement-breakpoint
ALTER TABLE `tokens` ADD `via_id` text;--> statement-breakpoint
ALTER TABLE `tokens` ADD `metadata` text;--> statement-breakpoint
CREATE INDEX `tokens_unrevoked` ON `tokens` (`identity_id`,`via`,`expires_at_ms`) WHERE revoked_at_ms is null;--> statement-breakpoint
CREATE INDEX `tokens_by_parent` ON `tokens` (`parent_id`) WHERE parent_id is not null;--> statement-breakpoint
CREATE INDEX `tokens_by_login` ON `tokens` (`via`,`via_id`) WHERE via_id is not null and revoked_at_ms is null;--> statement-breakpoint
CREATE INDEX `tokens_by_brief_expiry` ON `tokens` (`expires_at_ms`) WHERE via <> 'api';--> statement-breakpoint
CREATE INDEX `tokens_by_brief_revocation` ON `tokens` (`revoked_at_ms`) WHERE via <> 'api' and revoked_at_ms is not null;