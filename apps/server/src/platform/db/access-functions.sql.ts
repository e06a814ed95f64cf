/**
 * What policies call. `auth.*` is what Supabase clients expect, created only where Supabase has not.
 *
 * `organizations_as(role)` is the set of organizations in which the present user holds at least `role`. `withActor`
 * says so in the claims `datapilot_org` and `datapilot_role`, which no outside token can carry into `withActor`: the
 * identity module verified them. Without them the membership is looked up, by a function that runs as
 * `datapilot_service` because row security holds for that table too.
 */
export const AUTH_FUNCTIONS: Readonly<Record<string, string>> = {
  jwt: `create function auth.jwt() returns jsonb language sql stable as $$
    select coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb $$`,
  uid: `create function auth.uid() returns uuid language sql stable as $$
    select nullif(nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub', '')::uuid $$`,
  email: `create function auth.email() returns text language sql stable as $$
    select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email' $$`,
}

/** Created as `datapilot_service`. plpgsql, because the table appears with a later migration. */
export const MEMBERSHIP_LOOKUP = `
  create or replace function datapilot.memberships_of(person uuid, lowest integer) returns uuid[]
  language plpgsql stable security definer set search_path = '' as $$
  begin
    return coalesce((
      select array_agg(m.organization_id) from datapilot.membership m
      where m.user_id = person and datapilot.role_rank(m.role) >= lowest), '{}');
  end $$`

/** Created as `datapilot_owner`. */
export const ACCESS_FUNCTIONS = [
  `create or replace function datapilot.role_rank(role text) returns integer language sql immutable as $$
    select case role when 'owner' then 4 when 'admin' then 3 when 'member' then 2 when 'viewer' then 1 else 0 end $$`,
  `create or replace function datapilot.organizations_as(lowest text) returns uuid[] language plpgsql stable as $$
  declare claims jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb;
  begin
    if claims ? 'datapilot_org' then
      if datapilot.role_rank(claims ->> 'datapilot_role') < datapilot.role_rank(lowest) then return '{}'; end if;
      return array[(claims ->> 'datapilot_org')::uuid];
    end if;
    return datapilot.memberships_of(auth.uid(), datapilot.role_rank(lowest));
  end $$`,
]

/**
 * After every migration: row security forced and grants given by walking the catalogue, so that no table can be
 * forgotten. A table without policies denies everything.
 */
export const SEAL_TABLES = `do $$
  declare t record;
  begin
    for t in select c.oid::regclass as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname = 'datapilot' and c.relkind in ('r', 'p') loop
      execute format('alter table %s enable row level security', t.name);
      execute format('alter table %s force row level security', t.name);
      execute format('grant select, insert, update, delete on %s to authenticated, datapilot_service', t.name);
    end loop;
    for t in select c.oid::regclass as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname = 'datapilot' and c.relkind = 'S' loop
      execute format('grant usage on sequence %s to authenticated, datapilot_service', t.name);
    end loop;
    for t in select c.oid::regclass as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname = 'datapilot_auth' and c.relkind in ('r', 'p') loop
      execute format('grant select, insert, update, delete on %s to datapilot_auth', t.name);
    end loop;
  end $$`
