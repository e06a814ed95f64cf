CREATE TABLE "datapilot"."analysis_session" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"analysis_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"connected_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"disconnected_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "datapilot"."analysis_session" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "datapilot"."analysis" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"dataset_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"file_key" text NOT NULL,
	"type" text NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"stage" text DEFAULT 'queued' NOT NULL,
	"progress" real DEFAULT 0 NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"problem" jsonb,
	"attempt" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "datapilot"."analysis" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "datapilot"."chat" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"dataset_id" uuid NOT NULL,
	"dataset_name" text NOT NULL,
	"file_key" text NOT NULL,
	"title" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"last_trust" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "datapilot"."chat" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "datapilot"."chat_message" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"chat_id" uuid NOT NULL,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "datapilot"."chat_message_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"role" text NOT NULL,
	"content" text NOT NULL,
	"answer" jsonb,
	"receipt" jsonb,
	"choices" jsonb NOT NULL,
	"follow_ups" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "datapilot"."chat_message" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "datapilot"."dataset_profile" (
	"version_id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"profile" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "datapilot"."dataset_profile" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "datapilot"."dataset_version" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"dataset_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"content_hash" text NOT NULL,
	"bytes" bigint NOT NULL,
	"override" jsonb,
	"reading" jsonb,
	"rows" bigint,
	"columns" integer,
	"rejected_rows" bigint,
	"problem" jsonb,
	"analysis_id" uuid,
	"alerts" integer,
	"fill" jsonb,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "datapilot"."dataset_version" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "datapilot"."dataset" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL,
	"table_name" text NOT NULL,
	"filename" text NOT NULL,
	"file_key" text NOT NULL,
	"version_id" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "dataset_file_key_unique" UNIQUE("file_key")
);
--> statement-breakpoint
ALTER TABLE "datapilot"."dataset" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "datapilot"."upload" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"file_key" text NOT NULL,
	"filename" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"content_hash" text,
	"bytes" bigint,
	"claimed_at" timestamp (3) with time zone,
	CONSTRAINT "upload_file_key_unique" UNIQUE("file_key")
);
--> statement-breakpoint
ALTER TABLE "datapilot"."upload" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis_session" ADD CONSTRAINT "analysis_session_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "datapilot"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis_session" ADD CONSTRAINT "analysis_session_analysis_id_analysis_id_fk" FOREIGN KEY ("analysis_id") REFERENCES "datapilot"."analysis"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis" ADD CONSTRAINT "analysis_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "datapilot"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis" ADD CONSTRAINT "analysis_dataset_id_dataset_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "datapilot"."dataset"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."analysis" ADD CONSTRAINT "analysis_version_id_dataset_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "datapilot"."dataset_version"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."chat_message" ADD CONSTRAINT "chat_message_chat_id_chat_id_fk" FOREIGN KEY ("chat_id") REFERENCES "datapilot"."chat"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."dataset_profile" ADD CONSTRAINT "dataset_profile_version_id_dataset_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "datapilot"."dataset_version"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."dataset_profile" ADD CONSTRAINT "dataset_profile_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "datapilot"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."dataset_version" ADD CONSTRAINT "dataset_version_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "datapilot"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."dataset_version" ADD CONSTRAINT "dataset_version_dataset_id_dataset_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "datapilot"."dataset"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."dataset" ADD CONSTRAINT "dataset_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "datapilot"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."upload" ADD CONSTRAINT "upload_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "datapilot"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "analysis_session_organization_idx" ON "datapilot"."analysis_session" USING btree ("organization_id","last_seen_at");--> statement-breakpoint
CREATE INDEX "analysis_session_analysis_idx" ON "datapilot"."analysis_session" USING btree ("analysis_id");--> statement-breakpoint
CREATE INDEX "analysis_organization_idx" ON "datapilot"."analysis" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "analysis_served_idx" ON "datapilot"."analysis" USING btree ("organization_id","started_at");--> statement-breakpoint
CREATE INDEX "analysis_version_idx" ON "datapilot"."analysis" USING btree ("version_id","created_at");--> statement-breakpoint
CREATE INDEX "analysis_unfinished_idx" ON "datapilot"."analysis" USING btree ("status","created_at") WHERE status in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "analysis_dataset_idx" ON "datapilot"."analysis" USING btree ("dataset_id");--> statement-breakpoint
CREATE INDEX "chat_by_update" ON "datapilot"."chat" USING btree ("organization_id","user_id","updated_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "chat_message_by_chat" ON "datapilot"."chat_message" USING btree ("chat_id","position");--> statement-breakpoint
CREATE INDEX "dataset_profile_organization_idx" ON "datapilot"."dataset_profile" USING btree ("organization_id");--> statement-breakpoint
CREATE UNIQUE INDEX "dataset_version_number_idx" ON "datapilot"."dataset_version" USING btree ("dataset_id","number");--> statement-breakpoint
CREATE INDEX "dataset_version_organization_idx" ON "datapilot"."dataset_version" USING btree ("organization_id","content_hash");--> statement-breakpoint
CREATE INDEX "dataset_organization_idx" ON "datapilot"."dataset" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "dataset_table_name_idx" ON "datapilot"."dataset" USING btree ("organization_id","table_name") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "upload_organization_idx" ON "datapilot"."upload" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE POLICY "analysis_session_read" ON "datapilot"."analysis_session" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analysis_session_insert" ON "datapilot"."analysis_session" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analysis_session_update" ON "datapilot"."analysis_session" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[])) WITH CHECK (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analysis_session_delete" ON "datapilot"."analysis_session" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analysis_session_service" ON "datapilot"."analysis_session" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "analysis_read" ON "datapilot"."analysis" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analysis_insert" ON "datapilot"."analysis" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analysis_update" ON "datapilot"."analysis" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[])) WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analysis_delete" ON "datapilot"."analysis" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analysis_service" ON "datapilot"."analysis" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "chat_read" ON "datapilot"."chat" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]) and (user_id = (select auth.uid()) or shared));--> statement-breakpoint
CREATE POLICY "chat_insert" ON "datapilot"."chat" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]) and (user_id = (select auth.uid())));--> statement-breakpoint
CREATE POLICY "chat_update" ON "datapilot"."chat" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]) and (user_id = (select auth.uid()))) WITH CHECK (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]) and (user_id = (select auth.uid())));--> statement-breakpoint
CREATE POLICY "chat_delete" ON "datapilot"."chat" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]) and (user_id = (select auth.uid())));--> statement-breakpoint
CREATE POLICY "chat_service" ON "datapilot"."chat" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "chat_message_read" ON "datapilot"."chat_message" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]) and (exists (select 1 from datapilot.chat c where c.id = chat_id)));--> statement-breakpoint
CREATE POLICY "chat_message_insert" ON "datapilot"."chat_message" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]) and (exists (select 1 from datapilot.chat c where c.id = chat_id and c.user_id = (select auth.uid()))));--> statement-breakpoint
CREATE POLICY "chat_message_update" ON "datapilot"."chat_message" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]) and (exists (select 1 from datapilot.chat c where c.id = chat_id and c.user_id = (select auth.uid())))) WITH CHECK (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]) and (exists (select 1 from datapilot.chat c where c.id = chat_id and c.user_id = (select auth.uid()))));--> statement-breakpoint
CREATE POLICY "chat_message_delete" ON "datapilot"."chat_message" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]) and (exists (select 1 from datapilot.chat c where c.id = chat_id and c.user_id = (select auth.uid()))));--> statement-breakpoint
CREATE POLICY "chat_message_service" ON "datapilot"."chat_message" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "dataset_profile_read" ON "datapilot"."dataset_profile" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]));--> statement-breakpoint
CREATE POLICY "dataset_profile_insert" ON "datapilot"."dataset_profile" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "dataset_profile_update" ON "datapilot"."dataset_profile" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[])) WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "dataset_profile_delete" ON "datapilot"."dataset_profile" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "dataset_profile_service" ON "datapilot"."dataset_profile" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "dataset_version_read" ON "datapilot"."dataset_version" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]));--> statement-breakpoint
CREATE POLICY "dataset_version_insert" ON "datapilot"."dataset_version" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "dataset_version_update" ON "datapilot"."dataset_version" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[])) WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "dataset_version_delete" ON "datapilot"."dataset_version" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "dataset_version_service" ON "datapilot"."dataset_version" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "dataset_read" ON "datapilot"."dataset" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]));--> statement-breakpoint
CREATE POLICY "dataset_insert" ON "datapilot"."dataset" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "dataset_update" ON "datapilot"."dataset" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[])) WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "dataset_delete" ON "datapilot"."dataset" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "dataset_service" ON "datapilot"."dataset" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "upload_read" ON "datapilot"."upload" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]));--> statement-breakpoint
CREATE POLICY "upload_insert" ON "datapilot"."upload" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "upload_update" ON "datapilot"."upload" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[])) WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "upload_delete" ON "datapilot"."upload" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "upload_service" ON "datapilot"."upload" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);