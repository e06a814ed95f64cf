CREATE TABLE "datapilot"."analysis_comparison" (
	"analysis_id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"comparison" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "datapilot"."analysis_comparison" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "datapilot"."analysis_retention" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"days" integer NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "datapilot"."analysis_retention" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis" ADD COLUMN "base_dataset_id" uuid;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis" ADD COLUMN "base_version_id" uuid;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis" ADD COLUMN "base_number" integer;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis" ADD COLUMN "key" jsonb;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis" ADD COLUMN "bytes" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis" ADD COLUMN "format" text;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis" ADD COLUMN "columns" integer;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis" ADD COLUMN "rows" bigint;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis" ADD COLUMN "rows_done" bigint;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis" ADD COLUMN "rows_total" bigint;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis" ADD COLUMN "seconds_left" real;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis" ADD COLUMN "paused" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis" ADD COLUMN "failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis" ADD COLUMN "deaths" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis_comparison" ADD CONSTRAINT "analysis_comparison_analysis_id_analysis_id_fk" FOREIGN KEY ("analysis_id") REFERENCES "datapilot"."analysis"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis_comparison" ADD CONSTRAINT "analysis_comparison_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "datapilot"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis_retention" ADD CONSTRAINT "analysis_retention_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "datapilot"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "analysis_comparison_organization_idx" ON "datapilot"."analysis_comparison" USING btree ("organization_id");--> statement-breakpoint
ALTER TABLE "datapilot"."analysis" ADD CONSTRAINT "analysis_base_dataset_id_dataset_id_fk" FOREIGN KEY ("base_dataset_id") REFERENCES "datapilot"."dataset"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis" ADD CONSTRAINT "analysis_base_version_id_dataset_version_id_fk" FOREIGN KEY ("base_version_id") REFERENCES "datapilot"."dataset_version"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "analysis_base_version_idx" ON "datapilot"."analysis" USING btree ("base_version_id");--> statement-breakpoint
CREATE INDEX "analysis_base_dataset_idx" ON "datapilot"."analysis" USING btree ("base_dataset_id");--> statement-breakpoint
CREATE INDEX "analysis_deleted_idx" ON "datapilot"."analysis" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE POLICY "analysis_comparison_read" ON "datapilot"."analysis_comparison" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analysis_comparison_insert" ON "datapilot"."analysis_comparison" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analysis_comparison_update" ON "datapilot"."analysis_comparison" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[])) WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analysis_comparison_delete" ON "datapilot"."analysis_comparison" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analysis_comparison_service" ON "datapilot"."analysis_comparison" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "analysis_retention_read" ON "datapilot"."analysis_retention" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analysis_retention_insert" ON "datapilot"."analysis_retention" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = any ((select datapilot.organizations_as('admin'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analysis_retention_update" ON "datapilot"."analysis_retention" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('admin'))::uuid[])) WITH CHECK (organization_id = any ((select datapilot.organizations_as('admin'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analysis_retention_delete" ON "datapilot"."analysis_retention" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('admin'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analysis_retention_service" ON "datapilot"."analysis_retention" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);