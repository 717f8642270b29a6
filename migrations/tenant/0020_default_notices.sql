CREATE TABLE `default_notices` (
	`id` integer PRIMARY KEY NOT NULL,
	`changed_at_ms` integer NOT NULL,
	`after_ms` integer,
	`after_path` text NOT NULL
);
