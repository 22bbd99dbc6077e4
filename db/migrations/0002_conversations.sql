DROP INDEX "channels_name";--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "name_key" text;--> statement-breakpoint
UPDATE "channels" SET "name_key" = lower("name");--> statement-breakpoint
ALTER TABLE "channels" ALTER COLUMN "name_key" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "direct_key" text;--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "archived_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "view_epoch" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "is_favourite" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "is_muted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "channels_public_name" ON "channels" USING btree ("name_key") WHERE "channels"."kind" = 'public';--> statement-breakpoint
CREATE UNIQUE INDEX "channels_direct" ON "channels" USING btree ("direct_key");