using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FlextMonitor.Hub.History.Tables.Migrations.Sqlite
{
    /// <inheritdoc />
    internal partial class SearchRuns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "FilledAt",
                table: "Sources",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "GoneAt",
                table: "Runs",
                type: "INTEGER",
                nullable: true);

            // EF has no words for an index of text. It holds no copy of the text, and triggers keep it up to date.
            migrationBuilder.Sql("""
                CREATE VIRTUAL TABLE "RunText" USING fts5("PipelineName", "PipelineId", "ExecutionId", "Error", content = 'Runs', content_rowid = 'Id', tokenize = 'trigram');
                INSERT INTO "RunText"("RunText") VALUES ('rebuild');
                CREATE TRIGGER "RunText_Insert" AFTER INSERT ON "Runs" BEGIN
                    INSERT INTO "RunText"(rowid, "PipelineName", "PipelineId", "ExecutionId", "Error") VALUES (new."Id", new."PipelineName", new."PipelineId", new."ExecutionId", new."Error");
                END;
                CREATE TRIGGER "RunText_Delete" AFTER DELETE ON "Runs" BEGIN
                    INSERT INTO "RunText"("RunText", rowid, "PipelineName", "PipelineId", "ExecutionId", "Error") VALUES ('delete', old."Id", old."PipelineName", old."PipelineId", old."ExecutionId", old."Error");
                END;
                CREATE TRIGGER "RunText_Update" AFTER UPDATE OF "PipelineName", "PipelineId", "ExecutionId", "Error" ON "Runs" BEGIN
                    INSERT INTO "RunText"("RunText", rowid, "PipelineName", "PipelineId", "ExecutionId", "Error") VALUES ('delete', old."Id", old."PipelineName", old."PipelineId", old."ExecutionId", old."Error");
                    INSERT INTO "RunText"(rowid, "PipelineName", "PipelineId", "ExecutionId", "Error") VALUES (new."Id", new."PipelineName", new."PipelineId", new."ExecutionId", new."Error");
                END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TRIGGER "RunText_Insert";
                DROP TRIGGER "RunText_Delete";
                DROP TRIGGER "RunText_Update";
                DROP TABLE "RunText";
                """);

            migrationBuilder.DropColumn(
                name: "GoneAt",
                table: "Runs");

            migrationBuilder.DropColumn(
                name: "FilledAt",
                table: "Sources");
        }
    }
}
