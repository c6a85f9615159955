namespace FlextMonitor.Hub.Audit.Migrations;

/// <summary>
/// Let the database itself refuse to change the trail. Entries can be added behind the last one, and deleted if retention has noted that and they are older than the shortest
/// time that may be set (30 days, less one because the clocks of host and database differ). PostgreSQL 11 is the oldest that can be used: before, NEW and OLD are not assigned in
/// triggers of statements.
/// </summary>
internal static class AuditTriggers
{
    // The trigger of insertions also refuses INSERT OR REPLACE, which deletes a row without asking the trigger of deletions.
    public const string Sqlite = """
        CREATE TRIGGER "AuditEntries_OnlyAppend" BEFORE INSERT ON "AuditEntries"
        WHEN NEW."Number" <= (SELECT "LastNumber" FROM "AuditChain")
        BEGIN SELECT RAISE(ABORT, 'The audit trail can only be added to.'); END;
        CREATE TRIGGER "AuditEntries_NoUpdate" BEFORE UPDATE ON "AuditEntries"
        BEGIN SELECT RAISE(ABORT, 'The audit trail can only be added to.'); END;
        CREATE TRIGGER "AuditEntries_NoDelete" BEFORE DELETE ON "AuditEntries"
        WHEN OLD."At" > (CAST(strftime('%s', 'now') AS INTEGER) - 29 * 86400) * 1000 OR OLD."Number" > (SELECT "DeletedNumber" FROM "AuditChain")
        BEGIN SELECT RAISE(ABORT, 'The audit trail can only be added to.'); END;
        CREATE TRIGGER "AuditChain_OnlyForward" BEFORE UPDATE ON "AuditChain"
        WHEN NEW."LastNumber" < OLD."LastNumber" OR NEW."DeletedNumber" < OLD."DeletedNumber" OR NEW."DeletedNumber" > NEW."LastNumber"
        BEGIN SELECT RAISE(ABORT, 'The audit trail can only be added to.'); END;
        CREATE TRIGGER "AuditChain_NoInsert" BEFORE INSERT ON "AuditChain"
        BEGIN SELECT RAISE(ABORT, 'The audit trail can only be added to.'); END;
        CREATE TRIGGER "AuditChain_NoDelete" BEFORE DELETE ON "AuditChain"
        BEGIN SELECT RAISE(ABORT, 'The audit trail can only be added to.'); END;
        """;

    public const string Postgres = """
        CREATE FUNCTION "AuditEntries_Guard"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'INSERT' AND NEW."Number" > (SELECT "LastNumber" FROM "AuditChain") THEN
                RETURN NEW;
            END IF;
            IF TG_OP = 'DELETE' AND OLD."At" <= (extract(epoch FROM clock_timestamp())::bigint - 29 * 86400) * 1000
                AND OLD."Number" <= (SELECT "DeletedNumber" FROM "AuditChain") THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'The audit trail can only be added to.';
        END $$;
        CREATE FUNCTION "AuditChain_Guard"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' AND NEW."LastNumber" >= OLD."LastNumber" AND NEW."DeletedNumber" >= OLD."DeletedNumber"
                AND NEW."DeletedNumber" <= NEW."LastNumber" THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'The audit trail can only be added to.';
        END $$;
        CREATE TRIGGER "AuditEntries_Guard" BEFORE INSERT OR UPDATE OR DELETE ON "AuditEntries" FOR EACH ROW EXECUTE FUNCTION "AuditEntries_Guard"();
        CREATE TRIGGER "AuditEntries_NoTruncate" BEFORE TRUNCATE ON "AuditEntries" FOR EACH STATEMENT EXECUTE FUNCTION "AuditEntries_Guard"();
        CREATE TRIGGER "AuditChain_Guard" BEFORE INSERT OR UPDATE OR DELETE ON "AuditChain" FOR EACH ROW EXECUTE FUNCTION "AuditChain_Guard"();
        CREATE TRIGGER "AuditChain_NoTruncate" BEFORE TRUNCATE ON "AuditChain" FOR EACH STATEMENT EXECUTE FUNCTION "AuditChain_Guard"();
        """;

    public const string DropPostgres = """
        DROP FUNCTION "AuditEntries_Guard"() CASCADE;
        DROP FUNCTION "AuditChain_Guard"() CASCADE;
        """;
}
