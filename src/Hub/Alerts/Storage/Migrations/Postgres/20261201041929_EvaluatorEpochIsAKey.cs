using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FlextMonitor.Hub.Alerts.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class EvaluatorEpochIsAKey : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_EvaluatorTerm_Epoch",
                table: "EvaluatorTerm",
                column: "Epoch",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_EvaluatorTerm_Epoch",
                table: "EvaluatorTerm");
        }
    }
}
