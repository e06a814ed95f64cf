ALTER TABLE "datapilot"."dataset_version" ADD COLUMN "origin" text DEFAULT 'upload' NOT NULL;--> statement-breakpoint
ALTER TABLE "datapilot"."dataset_version" ADD COLUMN "files" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "datapilot"."dataset" ADD COLUMN "file_group" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "datapilot"."dataset" ADD COLUMN "part" text;--> statement-breakpoint
CREATE INDEX "dataset_file_group_idx" ON "datapilot"."dataset" USING btree ("file_group");--> statement-breakpoint
UPDATE "datapilot"."dataset_version" version SET "files" = jsonb_build_array(jsonb_build_object(
  'filename', dataset."filename", 'bytes', version."bytes", 'content_hash', version."content_hash"))
FROM "datapilot"."dataset" dataset WHERE dataset."id" = version."dataset_id";
