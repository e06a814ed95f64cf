ALTER TABLE "datapilot"."dataset_version" ADD COLUMN "table_bytes" bigint;--> statement-breakpoint
ALTER TABLE "datapilot"."upload" ADD COLUMN "declared_bytes" bigint;--> statement-breakpoint
ALTER TABLE "datapilot"."upload" ADD COLUMN "part_bytes" integer;--> statement-breakpoint
ALTER TABLE "datapilot"."upload" ADD COLUMN "store_upload_id" text;--> statement-breakpoint
ALTER TABLE "datapilot"."upload" ADD COLUMN "part_hashes" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "datapilot"."upload" ADD COLUMN "fingerprint" text;--> statement-breakpoint
ALTER TABLE "datapilot"."upload" ADD COLUMN "received_at" timestamp (3) with time zone;