CREATE TABLE `dropped_rotation_policies` (
	`id` text PRIMARY KEY NOT NULL
);
