using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FlextMonitor.Hub.History.Tables.Migrations.Postgres
{
    /// <inheritdoc />
    internal partial class KnowWhatIsKept : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "RunsKnownUntil",
                schema: "history",
                table: "Sources",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "StoredUntil",
                schema: "history",
                table: "Sources",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "KeptSince",
                schema: "history",
                columns: table => new
                {
                    Part = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Since = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeptSince", x => x.Part);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Runs_SourceId_PipelineId_SortAt_Id",
                schema: "history",
                table: "Runs",
                columns: new[] { "SourceId", "PipelineId", "SortAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Runs_SourceId_SortAt_Id",
                schema: "history",
                table: "Runs",
                columns: new[] { "SourceId", "SortAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Runs_Status_SortAt_Id",
                schema: "history",
                table: "Runs",
                columns: new[] { "Status", "SortAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "KeptSince",
                schema: "history");

            migrationBuilder.DropIndex(
                name: "IX_Runs_SourceId_PipelineId_SortAt_Id",
                schema: "history",
                table: "Runs");

            migrationBuilder.DropIndex(
                name: "IX_Runs_SourceId_SortAt_Id",
                schema: "history",
                table: "Runs");

            migrationBuilder.DropIndex(
                name: "IX_Runs_Status_SortAt_Id",
                schema: "history",
                table: "Runs");

            migrationBuilder.DropColumn(
                name: "RunsKnownUntil",
                schema: "history",
                table: "Sources");

            migrationBuilder.DropColumn(
                name: "StoredUntil",
                schema: "history",
                table: "Sources");
        }
    }
}
