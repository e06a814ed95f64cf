CREATE TABLE "datapilot"."analysis_sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"analysis_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"connected_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"disconnected_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "datapilot"."analysis_sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "datapilot"."analyses" (
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
ALTER TABLE "datapilot"."analyses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
CREATE TABLE "datapilot"."dataset_profiles" (
	"version_id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"profile" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "datapilot"."dataset_profiles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "datapilot"."dataset_versions" (
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
ALTER TABLE "datapilot"."dataset_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "datapilot"."datasets" (
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
	CONSTRAINT "datasets_file_key_unique" UNIQUE("file_key")
);
--> statement-breakpoint
ALTER TABLE "datapilot"."datasets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "datapilot"."uploads" (
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
	CONSTRAINT "uploads_file_key_unique" UNIQUE("file_key")
);
--> statement-breakpoint
ALTER TABLE "datapilot"."uploads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "datapilot"."chat_message" ADD CONSTRAINT "chat_message_chat_id_chat_id_fk" FOREIGN KEY ("chat_id") REFERENCES "datapilot"."chat"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."dataset_profiles" ADD CONSTRAINT "dataset_profiles_version_id_dataset_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "datapilot"."dataset_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."dataset_versions" ADD CONSTRAINT "dataset_versions_dataset_id_datasets_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "datapilot"."datasets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "analysis_sessions_organization_idx" ON "datapilot"."analysis_sessions" USING btree ("organization_id","last_seen_at");--> statement-breakpoint
CREATE INDEX "analyses_organization_idx" ON "datapilot"."analyses" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "analyses_served_idx" ON "datapilot"."analyses" USING btree ("organization_id","started_at");--> statement-breakpoint
CREATE INDEX "analyses_version_idx" ON "datapilot"."analyses" USING btree ("version_id","created_at");--> statement-breakpoint
CREATE INDEX "analyses_unfinished_idx" ON "datapilot"."analyses" USING btree ("status","created_at") WHERE status in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "chat_by_update" ON "datapilot"."chat" USING btree ("organization_id","user_id","updated_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "chat_message_by_chat" ON "datapilot"."chat_message" USING btree ("chat_id","position");--> statement-breakpoint
CREATE INDEX "dataset_profiles_organization_idx" ON "datapilot"."dataset_profiles" USING btree ("organization_id");--> statement-breakpoint
CREATE UNIQUE INDEX "dataset_versions_number_idx" ON "datapilot"."dataset_versions" USING btree ("dataset_id","number");--> statement-breakpoint
CREATE INDEX "dataset_versions_organization_idx" ON "datapilot"."dataset_versions" USING btree ("organization_id","content_hash");--> statement-breakpoint
CREATE INDEX "datasets_organization_idx" ON "datapilot"."datasets" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "datasets_table_name_idx" ON "datapilot"."datasets" USING btree ("organization_id","table_name") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "uploads_organization_idx" ON "datapilot"."uploads" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE POLICY "analysis_sessions_read" ON "datapilot"."analysis_sessions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analysis_sessions_insert" ON "datapilot"."analysis_sessions" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analysis_sessions_update" ON "datapilot"."analysis_sessions" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[])) WITH CHECK (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analysis_sessions_delete" ON "datapilot"."analysis_sessions" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analysis_sessions_service" ON "datapilot"."analysis_sessions" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "analyses_read" ON "datapilot"."analyses" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analyses_insert" ON "datapilot"."analyses" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analyses_update" ON "datapilot"."analyses" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[])) WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analyses_delete" ON "datapilot"."analyses" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "analyses_service" ON "datapilot"."analyses" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);--> statement-breakpoint
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
CREATE POLICY "dataset_profiles_read" ON "datapilot"."dataset_profiles" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]));--> statement-breakpoint
CREATE POLICY "dataset_profiles_insert" ON "datapilot"."dataset_profiles" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "dataset_profiles_update" ON "datapilot"."dataset_profiles" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[])) WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "dataset_profiles_delete" ON "datapilot"."dataset_profiles" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "dataset_profiles_service" ON "datapilot"."dataset_profiles" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "dataset_versions_read" ON "datapilot"."dataset_versions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]));--> statement-breakpoint
CREATE POLICY "dataset_versions_insert" ON "datapilot"."dataset_versions" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "dataset_versions_update" ON "datapilot"."dataset_versions" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[])) WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "dataset_versions_delete" ON "datapilot"."dataset_versions" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "dataset_versions_service" ON "datapilot"."dataset_versions" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "datasets_read" ON "datapilot"."datasets" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]));--> statement-breakpoint
CREATE POLICY "datasets_insert" ON "datapilot"."datasets" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "datasets_update" ON "datapilot"."datasets" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[])) WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "datasets_delete" ON "datapilot"."datasets" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "datasets_service" ON "datapilot"."datasets" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "uploads_read" ON "datapilot"."uploads" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]));--> statement-breakpoint
CREATE POLICY "uploads_insert" ON "datapilot"."uploads" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "uploads_update" ON "datapilot"."uploads" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[])) WITH CHECK (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "uploads_delete" ON "datapilot"."uploads" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('member'))::uuid[]));--> statement-breakpoint
CREATE POLICY "uploads_service" ON "datapilot"."uploads" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);