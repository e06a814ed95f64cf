CREATE TABLE "datapilot"."recipe" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"fingerprint" text NOT NULL,
	"shape" jsonb NOT NULL,
	"override" jsonb NOT NULL,
	"from_dataset" uuid,
	"applied" integer DEFAULT 0 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "datapilot"."recipe" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "datapilot"."recipe" ADD CONSTRAINT "recipe_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "datapilot"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."recipe" ADD CONSTRAINT "recipe_from_dataset_dataset_id_fk" FOREIGN KEY ("from_dataset") REFERENCES "datapilot"."dataset"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "recipe_fingerprint_idx" ON "datapilot"."recipe" USING btree ("organization_id","fingerprint");--> statement-breakpoint
CREATE INDEX "recipe_list_idx" ON "datapilot"."recipe" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "recipe_dataset_idx" ON "datapilot"."recipe" USING btree ("from_dataset");--> statement-breakpoint
CREATE POLICY "recipe_read" ON "datapilot"."recipe" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]));--> statement-breakpoint
CREATE POLICY "recipe_insert" ON "datapilot"."recipe" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "recipe_update" ON "datapilot"."recipe" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[])) WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "recipe_delete" ON "datapilot"."recipe" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "recipe_service" ON "datapilot"."recipe" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);