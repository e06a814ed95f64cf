CREATE TABLE "datapilot_auth"."account" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"password" text,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "datapilot_auth"."attempt" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "datapilot_auth"."session" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"organization_id" uuid,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "datapilot_auth"."user" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"credential_version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "datapilot_auth"."verification" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "datapilot"."api_key" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"key_hash" text NOT NULL,
	"permissions" text[],
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "api_key_key_hash_unique" UNIQUE("key_hash")
);
--> statement-breakpoint
ALTER TABLE "datapilot"."api_key" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "datapilot"."app_user" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"language" text,
	"last_login_at" timestamp (3) with time zone,
	"default_organization_id" uuid,
	"managed_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "app_user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
ALTER TABLE "datapilot"."app_user" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "datapilot"."invitation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "invitation_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "invitation_role" CHECK ("datapilot"."invitation"."role" in ('viewer', 'member', 'admin', 'owner'))
);
--> statement-breakpoint
ALTER TABLE "datapilot"."invitation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "datapilot"."membership" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"joined_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "membership_organization_id_user_id_pk" PRIMARY KEY("organization_id","user_id"),
	CONSTRAINT "membership_role" CHECK ("datapilot"."membership"."role" in ('viewer', 'member', 'admin', 'owner'))
);
--> statement-breakpoint
ALTER TABLE "datapilot"."membership" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "datapilot"."one_time_link" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "datapilot"."one_time_link" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "datapilot"."organization" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"personal_of" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organization_personal_of_unique" UNIQUE("personal_of")
);
--> statement-breakpoint
ALTER TABLE "datapilot"."organization" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "datapilot_auth"."account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "datapilot_auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot_auth"."session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "datapilot_auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."api_key" ADD CONSTRAINT "api_key_organization_id_user_id_membership_organization_id_user_id_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "datapilot"."membership"("organization_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."app_user" ADD CONSTRAINT "app_user_id_user_id_fk" FOREIGN KEY ("id") REFERENCES "datapilot_auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."app_user" ADD CONSTRAINT "app_user_default_organization_id_organization_id_fk" FOREIGN KEY ("default_organization_id") REFERENCES "datapilot"."organization"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."app_user" ADD CONSTRAINT "app_user_managed_by_organization_id_fk" FOREIGN KEY ("managed_by") REFERENCES "datapilot"."organization"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."invitation" ADD CONSTRAINT "invitation_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "datapilot"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."invitation" ADD CONSTRAINT "invitation_invited_by_app_user_id_fk" FOREIGN KEY ("invited_by") REFERENCES "datapilot"."app_user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."membership" ADD CONSTRAINT "membership_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "datapilot"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."membership" ADD CONSTRAINT "membership_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "datapilot"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."one_time_link" ADD CONSTRAINT "one_time_link_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "datapilot"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datapilot"."organization" ADD CONSTRAINT "organization_personal_of_app_user_id_fk" FOREIGN KEY ("personal_of") REFERENCES "datapilot"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_provider_idx" ON "datapilot_auth"."account" USING btree ("provider_id","account_id");--> statement-breakpoint
CREATE INDEX "account_user_id_idx" ON "datapilot_auth"."account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "attempt_expires_at_idx" ON "datapilot_auth"."attempt" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "session_user_id_idx" ON "datapilot_auth"."session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "api_key_organization_id_idx" ON "datapilot"."api_key" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_organization_email_idx" ON "datapilot"."invitation" USING btree ("organization_id","email");--> statement-breakpoint
CREATE INDEX "membership_user_id_idx" ON "datapilot"."membership" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "one_time_link_user_id_idx" ON "datapilot"."one_time_link" USING btree ("user_id");--> statement-breakpoint
CREATE POLICY "api_key_read" ON "datapilot"."api_key" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]) and (user_id = (select auth.uid()) or organization_id = any ((select datapilot.organizations_as('admin'))::uuid[])));--> statement-breakpoint
CREATE POLICY "api_key_insert" ON "datapilot"."api_key" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]) and user_id = (select auth.uid()));--> statement-breakpoint
CREATE POLICY "api_key_delete" ON "datapilot"."api_key" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]) and (user_id = (select auth.uid()) or organization_id = any ((select datapilot.organizations_as('admin'))::uuid[])));--> statement-breakpoint
CREATE POLICY "api_key_service" ON "datapilot"."api_key" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "api_key_before_actor" ON "datapilot"."api_key" AS PERMISSIVE FOR ALL TO "datapilot_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_user_read" ON "datapilot"."app_user" AS PERMISSIVE FOR SELECT TO "authenticated" USING (id = (select auth.uid()) or id in (select user_id from datapilot.membership));--> statement-breakpoint
CREATE POLICY "app_user_before_actor" ON "datapilot"."app_user" AS PERMISSIVE FOR ALL TO "datapilot_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "app_user_service" ON "datapilot"."app_user" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "invitation_read" ON "datapilot"."invitation" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('admin'))::uuid[]));--> statement-breakpoint
CREATE POLICY "invitation_insert" ON "datapilot"."invitation" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = any ((select datapilot.organizations_as('admin'))::uuid[]) and (role in ('viewer', 'member', 'admin') or organization_id = any ((select datapilot.organizations_as('owner'))::uuid[])));--> statement-breakpoint
CREATE POLICY "invitation_update" ON "datapilot"."invitation" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('admin'))::uuid[]) and (role in ('viewer', 'member', 'admin') or organization_id = any ((select datapilot.organizations_as('owner'))::uuid[]))) WITH CHECK (organization_id = any ((select datapilot.organizations_as('admin'))::uuid[]) and (role in ('viewer', 'member', 'admin') or organization_id = any ((select datapilot.organizations_as('owner'))::uuid[])));--> statement-breakpoint
CREATE POLICY "invitation_delete" ON "datapilot"."invitation" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('admin'))::uuid[]) and (role in ('viewer', 'member', 'admin') or organization_id = any ((select datapilot.organizations_as('owner'))::uuid[])));--> statement-breakpoint
CREATE POLICY "invitation_service" ON "datapilot"."invitation" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "invitation_before_actor" ON "datapilot"."invitation" AS PERMISSIVE FOR ALL TO "datapilot_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "membership_read" ON "datapilot"."membership" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]) or user_id = (select auth.uid()));--> statement-breakpoint
CREATE POLICY "membership_update" ON "datapilot"."membership" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('owner'))::uuid[])) WITH CHECK (organization_id = any ((select datapilot.organizations_as('owner'))::uuid[]));--> statement-breakpoint
CREATE POLICY "membership_delete" ON "datapilot"."membership" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = any ((select datapilot.organizations_as('owner'))::uuid[]) or (organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[]) and user_id = (select auth.uid())));--> statement-breakpoint
CREATE POLICY "membership_before_actor" ON "datapilot"."membership" AS PERMISSIVE FOR ALL TO "datapilot_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "membership_trigger" ON "datapilot"."membership" AS PERMISSIVE FOR ALL TO "datapilot_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "membership_service" ON "datapilot"."membership" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "one_time_link_before_actor" ON "datapilot"."one_time_link" AS PERMISSIVE FOR ALL TO "datapilot_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "one_time_link_service" ON "datapilot"."one_time_link" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "organization_read" ON "datapilot"."organization" AS PERMISSIVE FOR SELECT TO "authenticated" USING (id in (select organization_id from datapilot.membership where user_id = (select auth.uid())));--> statement-breakpoint
CREATE POLICY "organization_update" ON "datapilot"."organization" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (id = any ((select datapilot.organizations_as('owner'))::uuid[])) WITH CHECK (id = any ((select datapilot.organizations_as('owner'))::uuid[]));--> statement-breakpoint
CREATE POLICY "organization_delete" ON "datapilot"."organization" AS PERMISSIVE FOR DELETE TO "authenticated" USING (id = any ((select datapilot.organizations_as('owner'))::uuid[]));--> statement-breakpoint
CREATE POLICY "organization_before_actor" ON "datapilot"."organization" AS PERMISSIVE FOR ALL TO "datapilot_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "organization_trigger" ON "datapilot"."organization" AS PERMISSIVE FOR ALL TO "datapilot_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "organization_service" ON "datapilot"."organization" AS PERMISSIVE FOR ALL TO "datapilot_service" USING (true) WITH CHECK (true);--> statement-breakpoint
-- Written by hand from here on: what drizzle-kit cannot say.
GRANT USAGE ON SCHEMA "datapilot" TO "datapilot_auth";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "datapilot"."app_user", "datapilot"."organization", "datapilot"."membership", "datapilot"."invitation", "datapilot"."one_time_link", "datapilot"."api_key" TO "datapilot_auth";--> statement-breakpoint
-- The last line of defence for "an organization never loses its last owner": every change of an owner first locks the
-- organization's row, so that two owners cannot leave at the same time; each statement of a volatile plpgsql function
-- then sees what the other transaction committed.
CREATE FUNCTION "datapilot"."keep_an_owner"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE personal uuid;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.role = 'owner' AND NEW.organization_id = OLD.organization_id AND NEW.user_id = OLD.user_id THEN RETURN NULL; END IF;
  END IF;
  SELECT o.personal_of INTO personal FROM datapilot.organization o WHERE o.id = OLD.organization_id FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF personal = OLD.user_id THEN
    RAISE EXCEPTION 'a personal organization keeps its person as owner' USING ERRCODE = 'DP002';
  END IF;
  IF NOT EXISTS (SELECT FROM datapilot.membership m WHERE m.organization_id = OLD.organization_id AND m.role = 'owner') THEN
    RAISE EXCEPTION 'an organization keeps at least one owner' USING ERRCODE = 'DP001';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "membership_keep_an_owner" AFTER DELETE OR UPDATE ON "datapilot"."membership"
  FOR EACH ROW WHEN (OLD.role = 'owner') EXECUTE FUNCTION "datapilot"."keep_an_owner"();
