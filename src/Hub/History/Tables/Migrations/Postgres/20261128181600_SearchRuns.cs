using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FlextMonitor.Hub.History.Tables.Migrations.Postgres
{
    /// <inheritdoc />
    internal partial class SearchRuns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "FilledAt",
                schema: "history",
                table: "Sources",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "GoneAt",
                schema: "history",
                table: "Runs",
                type: "bigint",
                nullable: true);

            // A server without the extension, or a role that may not create it, searches without an index.
            migrationBuilder.Sql("""
                DO $$ BEGIN
                    CREATE EXTENSION IF NOT EXISTS pg_trgm;
                    CREATE INDEX "IX_Runs_Text" ON history."Runs" USING gin (
                        lower("PipelineName") gin_trgm_ops, lower("PipelineId") gin_trgm_ops, lower("ExecutionId") gin_trgm_ops, lower("Error") gin_trgm_ops);
                EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported OR undefined_object THEN
                    RAISE NOTICE 'Runs are searched without an index: %', SQLERRM;
                END $$;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP INDEX IF EXISTS history."IX_Runs_Text";""");

            migrationBuilder.DropColumn(
                name: "GoneAt",
                schema: "history",
                table: "Runs");

            migrationBuilder.DropColumn(
                name: "FilledAt",
                schema: "history",
                table: "Sources");
        }
    }
}
