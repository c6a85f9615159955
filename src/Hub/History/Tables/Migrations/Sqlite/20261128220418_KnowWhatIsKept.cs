using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FlextMonitor.Hub.History.Tables.Migrations.Sqlite
{
    /// <inheritdoc />
    internal partial class KnowWhatIsKept : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "RunsKnownUntil",
                table: "Sources",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "StoredUntil",
                table: "Sources",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "KeptSince",
                columns: table => new
                {
                    Part = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeptSince", x => x.Part);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Runs_SourceId_PipelineId_SortAt_Id",
                table: "Runs",
                columns: new[] { "SourceId", "PipelineId", "SortAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Runs_SourceId_SortAt_Id",
                table: "Runs",
                columns: new[] { "SourceId", "SortAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Runs_Status_SortAt_Id",
                table: "Runs",
                columns: new[] { "Status", "SortAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "KeptSince");

            migrationBuilder.DropIndex(
                name: "IX_Runs_SourceId_PipelineId_SortAt_Id",
                table: "Runs");

            migrationBuilder.DropIndex(
                name: "IX_Runs_SourceId_SortAt_Id",
                table: "Runs");

            migrationBuilder.DropIndex(
                name: "IX_Runs_Status_SortAt_Id",
                table: "Runs");

            migrationBuilder.DropColumn(
                name: "RunsKnownUntil",
                table: "Sources");

            migrationBuilder.DropColumn(
                name: "StoredUntil",
                table: "Sources");
        }
    }
}
