using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FlextMonitor.Hub.Alerts.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class EvaluatorLease : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Holder",
                table: "EvaluatorTerm",
                type: "character varying(256)",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Until",
                table: "EvaluatorTerm",
                type: "bigint",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Holder",
                table: "EvaluatorTerm");

            migrationBuilder.DropColumn(
                name: "Until",
                table: "EvaluatorTerm");
        }
    }
}
