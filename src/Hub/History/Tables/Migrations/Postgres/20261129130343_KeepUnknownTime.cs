using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FlextMonitor.Hub.History.Tables.Migrations.Postgres
{
    /// <inheritdoc />
    internal partial class KeepUnknownTime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_Buckets_Connections",
                schema: "history",
                table: "Buckets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Buckets_Cpu",
                schema: "history",
                table: "Buckets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Buckets_Delay",
                schema: "history",
                table: "Buckets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Buckets_Executions",
                schema: "history",
                table: "Buckets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Buckets_Memory",
                schema: "history",
                table: "Buckets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Buckets_Pipelines",
                schema: "history",
                table: "Buckets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Buckets_SuccessRate",
                schema: "history",
                table: "Buckets");

            migrationBuilder.RenameColumn(
                name: "SuccessRate_KnownMs",
                schema: "history",
                table: "Buckets",
                newName: "SuccessRate_UnknownMs");

            migrationBuilder.RenameColumn(
                name: "Pipelines_KnownMs",
                schema: "history",
                table: "Buckets",
                newName: "Pipelines_UnknownMs");

            migrationBuilder.RenameColumn(
                name: "Memory_KnownMs",
                schema: "history",
                table: "Buckets",
                newName: "Memory_UnknownMs");

            migrationBuilder.RenameColumn(
                name: "Executions_KnownMs",
                schema: "history",
                table: "Buckets",
                newName: "Executions_UnknownMs");

            migrationBuilder.RenameColumn(
                name: "Delay_KnownMs",
                schema: "history",
                table: "Buckets",
                newName: "Delay_UnknownMs");

            migrationBuilder.RenameColumn(
                name: "Cpu_KnownMs",
                schema: "history",
                table: "Buckets",
                newName: "Cpu_UnknownMs");

            migrationBuilder.RenameColumn(
                name: "Connections_KnownMs",
                schema: "history",
                table: "Buckets",
                newName: "Connections_UnknownMs");

            migrationBuilder.Sql(
                """
                UPDATE history."Buckets" SET
                    "Connections_UnknownMs" = "LiveMs" + "DegradedMs" - "Connections_UnknownMs",
                    "Cpu_UnknownMs" = "LiveMs" + "DegradedMs" - "Cpu_UnknownMs",
                    "Delay_UnknownMs" = "LiveMs" + "DegradedMs" - "Delay_UnknownMs",
                    "Executions_UnknownMs" = "LiveMs" + "DegradedMs" - "Executions_UnknownMs",
                    "Memory_UnknownMs" = "LiveMs" + "DegradedMs" - "Memory_UnknownMs",
                    "Pipelines_UnknownMs" = "LiveMs" + "DegradedMs" - "Pipelines_UnknownMs",
                    "SuccessRate_UnknownMs" = "LiveMs" + "DegradedMs" - "SuccessRate_UnknownMs"
                """);

            migrationBuilder.AddCheckConstraint(
                name: "CK_Buckets_Connections",
                schema: "history",
                table: "Buckets",
                sql: "(\"Connections_UnknownMs\" = \"LiveMs\" + \"DegradedMs\") = (\"Connections_Sum\" IS NULL) AND \"Connections_UnknownMs\" BETWEEN 0 AND \"LiveMs\" + \"DegradedMs\"");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Buckets_Cpu",
                schema: "history",
                table: "Buckets",
                sql: "(\"Cpu_UnknownMs\" = \"LiveMs\" + \"DegradedMs\") = (\"Cpu_Sum\" IS NULL) AND \"Cpu_UnknownMs\" BETWEEN 0 AND \"LiveMs\" + \"DegradedMs\"");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Buckets_Delay",
                schema: "history",
                table: "Buckets",
                sql: "(\"Delay_UnknownMs\" = \"LiveMs\" + \"DegradedMs\") = (\"Delay_Sum\" IS NULL) AND \"Delay_UnknownMs\" BETWEEN 0 AND \"LiveMs\" + \"DegradedMs\"");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Buckets_Executions",
                schema: "history",
                table: "Buckets",
                sql: "(\"Executions_UnknownMs\" = \"LiveMs\" + \"DegradedMs\") = (\"Executions_Increase\" IS NULL) AND \"Executions_UnknownMs\" BETWEEN 0 AND \"LiveMs\" + \"DegradedMs\"");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Buckets_Memory",
                schema: "history",
                table: "Buckets",
                sql: "(\"Memory_UnknownMs\" = \"LiveMs\" + \"DegradedMs\") = (\"Memory_Sum\" IS NULL) AND \"Memory_UnknownMs\" BETWEEN 0 AND \"LiveMs\" + \"DegradedMs\"");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Buckets_Pipelines",
                schema: "history",
                table: "Buckets",
                sql: "(\"Pipelines_UnknownMs\" = \"LiveMs\" + \"DegradedMs\") = (\"Pipelines_Sum\" IS NULL) AND \"Pipelines_UnknownMs\" BETWEEN 0 AND \"LiveMs\" + \"DegradedMs\"");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Buckets_SuccessRate",
                schema: "history",
                table: "Buckets",
                sql: "(\"SuccessRate_UnknownMs\" = \"LiveMs\" + \"DegradedMs\") = (\"SuccessRate_Sum\" IS NULL) AND \"SuccessRate_UnknownMs\" BETWEEN 0 AND \"LiveMs\" + \"DegradedMs\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_Buckets_Connections",
                schema: "history",
                table: "Buckets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Buckets_Cpu",
                schema: "history",
                table: "Buckets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Buckets_Delay",
                schema: "history",
                table: "Buckets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Buckets_Executions",
                schema: "history",
                table: "Buckets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Buckets_Memory",
                schema: "history",
                table: "Buckets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Buckets_Pipelines",
                schema: "history",
                table: "Buckets");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Buckets_SuccessRate",
                schema: "history",
                table: "Buckets");

            migrationBuilder.RenameColumn(
                name: "SuccessRate_UnknownMs",
                schema: "history",
                table: "Buckets",
                newName: "SuccessRate_KnownMs");

            migrationBuilder.RenameColumn(
                name: "Pipelines_UnknownMs",
                schema: "history",
                table: "Buckets",
                newName: "Pipelines_KnownMs");

            migrationBuilder.RenameColumn(
                name: "Memory_UnknownMs",
                schema: "history",
                table: "Buckets",
                newName: "Memory_KnownMs");

            migrationBuilder.RenameColumn(
                name: "Executions_UnknownMs",
                schema: "history",
                table: "Buckets",
                newName: "Executions_KnownMs");

            migrationBuilder.RenameColumn(
                name: "Delay_UnknownMs",
                schema: "history",
                table: "Buckets",
                newName: "Delay_KnownMs");

            migrationBuilder.RenameColumn(
                name: "Cpu_UnknownMs",
                schema: "history",
                table: "Buckets",
                newName: "Cpu_KnownMs");

            migrationBuilder.RenameColumn(
                name: "Connections_UnknownMs",
                schema: "history",
                table: "Buckets",
                newName: "Connections_KnownMs");

            migrationBuilder.Sql(
                """
                UPDATE history."Buckets" SET
                    "Connections_KnownMs" = "LiveMs" + "DegradedMs" - "Connections_KnownMs",
                    "Cpu_KnownMs" = "LiveMs" + "DegradedMs" - "Cpu_KnownMs",
                    "Delay_KnownMs" = "LiveMs" + "DegradedMs" - "Delay_KnownMs",
                    "Executions_KnownMs" = "LiveMs" + "DegradedMs" - "Executions_KnownMs",
                    "Memory_KnownMs" = "LiveMs" + "DegradedMs" - "Memory_KnownMs",
                    "Pipelines_KnownMs" = "LiveMs" + "DegradedMs" - "Pipelines_KnownMs",
                    "SuccessRate_KnownMs" = "LiveMs" + "DegradedMs" - "SuccessRate_KnownMs"
                """);

            migrationBuilder.AddCheckConstraint(
                name: "CK_Buckets_Connections",
                schema: "history",
                table: "Buckets",
                sql: "(\"Connections_KnownMs\" = 0) = (\"Connections_Sum\" IS NULL) AND \"Connections_KnownMs\" <= \"LiveMs\" + \"DegradedMs\"");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Buckets_Cpu",
                schema: "history",
                table: "Buckets",
                sql: "(\"Cpu_KnownMs\" = 0) = (\"Cpu_Sum\" IS NULL) AND \"Cpu_KnownMs\" <= \"LiveMs\" + \"DegradedMs\"");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Buckets_Delay",
                schema: "history",
                table: "Buckets",
                sql: "(\"Delay_KnownMs\" = 0) = (\"Delay_Sum\" IS NULL) AND \"Delay_KnownMs\" <= \"LiveMs\" + \"DegradedMs\"");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Buckets_Executions",
                schema: "history",
                table: "Buckets",
                sql: "(\"Executions_KnownMs\" = 0) = (\"Executions_Increase\" IS NULL) AND \"Executions_KnownMs\" <= \"LiveMs\" + \"DegradedMs\"");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Buckets_Memory",
                schema: "history",
                table: "Buckets",
                sql: "(\"Memory_KnownMs\" = 0) = (\"Memory_Sum\" IS NULL) AND \"Memory_KnownMs\" <= \"LiveMs\" + \"DegradedMs\"");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Buckets_Pipelines",
                schema: "history",
                table: "Buckets",
                sql: "(\"Pipelines_KnownMs\" = 0) = (\"Pipelines_Sum\" IS NULL) AND \"Pipelines_KnownMs\" <= \"LiveMs\" + \"DegradedMs\"");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Buckets_SuccessRate",
                schema: "history",
                table: "Buckets",
                sql: "(\"SuccessRate_KnownMs\" = 0) = (\"SuccessRate_Sum\" IS NULL) AND \"SuccessRate_KnownMs\" <= \"LiveMs\" + \"DegradedMs\"");
        }
    }
}
