using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace FlextMonitor.Hub.History.Tables.Migrations.Postgres
{
    /// <inheritdoc />
    internal partial class CreateHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "history");

            migrationBuilder.CreateTable(
                name: "Buckets",
                schema: "history",
                columns: table => new
                {
                    StepSeconds = table.Column<int>(type: "integer", nullable: false),
                    SourceId = table.Column<int>(type: "integer", nullable: false),
                    StartSeconds = table.Column<long>(type: "bigint", nullable: false),
                    LiveMs = table.Column<long>(type: "bigint", nullable: false),
                    DegradedMs = table.Column<long>(type: "bigint", nullable: false),
                    DownMs = table.Column<long>(type: "bigint", nullable: false),
                    UnseenMs = table.Column<long>(type: "bigint", nullable: false),
                    Connections_KnownMs = table.Column<long>(type: "bigint", nullable: false),
                    Connections_Last = table.Column<long>(type: "bigint", nullable: true),
                    Connections_Max = table.Column<long>(type: "bigint", nullable: true),
                    Connections_Min = table.Column<long>(type: "bigint", nullable: true),
                    Connections_Sum = table.Column<long>(type: "bigint", nullable: true),
                    Cpu_KnownMs = table.Column<long>(type: "bigint", nullable: false),
                    Cpu_Last = table.Column<long>(type: "bigint", nullable: true),
                    Cpu_Max = table.Column<long>(type: "bigint", nullable: true),
                    Cpu_Min = table.Column<long>(type: "bigint", nullable: true),
                    Cpu_Sum = table.Column<long>(type: "bigint", nullable: true),
                    Delay_KnownMs = table.Column<long>(type: "bigint", nullable: false),
                    Delay_Last = table.Column<long>(type: "bigint", nullable: true),
                    Delay_Max = table.Column<long>(type: "bigint", nullable: true),
                    Delay_Min = table.Column<long>(type: "bigint", nullable: true),
                    Delay_Sum = table.Column<long>(type: "bigint", nullable: true),
                    Executions_First = table.Column<long>(type: "bigint", nullable: true),
                    Executions_Increase = table.Column<long>(type: "bigint", nullable: true),
                    Executions_KnownMs = table.Column<long>(type: "bigint", nullable: false),
                    Executions_Last = table.Column<long>(type: "bigint", nullable: true),
                    Memory_KnownMs = table.Column<long>(type: "bigint", nullable: false),
                    Memory_Last = table.Column<long>(type: "bigint", nullable: true),
                    Memory_Max = table.Column<long>(type: "bigint", nullable: true),
                    Memory_Min = table.Column<long>(type: "bigint", nullable: true),
                    Memory_Sum = table.Column<long>(type: "bigint", nullable: true),
                    Pipelines_KnownMs = table.Column<long>(type: "bigint", nullable: false),
                    Pipelines_Last = table.Column<long>(type: "bigint", nullable: true),
                    Pipelines_Max = table.Column<long>(type: "bigint", nullable: true),
                    Pipelines_Min = table.Column<long>(type: "bigint", nullable: true),
                    Pipelines_Sum = table.Column<long>(type: "bigint", nullable: true),
                    SuccessRate_KnownMs = table.Column<long>(type: "bigint", nullable: false),
                    SuccessRate_Last = table.Column<long>(type: "bigint", nullable: true),
                    SuccessRate_Max = table.Column<long>(type: "bigint", nullable: true),
                    SuccessRate_Min = table.Column<long>(type: "bigint", nullable: true),
                    SuccessRate_Sum = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Buckets", x => new { x.StepSeconds, x.SourceId, x.StartSeconds });
                    table.CheckConstraint("CK_Buckets_AllTime", "\"LiveMs\" + \"DegradedMs\" + \"DownMs\" + \"UnseenMs\" = \"StepSeconds\" * 1000");
                    table.CheckConstraint("CK_Buckets_Connections", "(\"Connections_KnownMs\" = 0) = (\"Connections_Sum\" IS NULL) AND \"Connections_KnownMs\" <= \"LiveMs\" + \"DegradedMs\"");
                    table.CheckConstraint("CK_Buckets_Cpu", "(\"Cpu_KnownMs\" = 0) = (\"Cpu_Sum\" IS NULL) AND \"Cpu_KnownMs\" <= \"LiveMs\" + \"DegradedMs\"");
                    table.CheckConstraint("CK_Buckets_Delay", "(\"Delay_KnownMs\" = 0) = (\"Delay_Sum\" IS NULL) AND \"Delay_KnownMs\" <= \"LiveMs\" + \"DegradedMs\"");
                    table.CheckConstraint("CK_Buckets_Executions", "(\"Executions_KnownMs\" = 0) = (\"Executions_Increase\" IS NULL) AND \"Executions_KnownMs\" <= \"LiveMs\" + \"DegradedMs\"");
                    table.CheckConstraint("CK_Buckets_Memory", "(\"Memory_KnownMs\" = 0) = (\"Memory_Sum\" IS NULL) AND \"Memory_KnownMs\" <= \"LiveMs\" + \"DegradedMs\"");
                    table.CheckConstraint("CK_Buckets_NoNegativeTime", "\"LiveMs\" >= 0 AND \"DegradedMs\" >= 0 AND \"DownMs\" >= 0 AND \"UnseenMs\" >= 0");
                    table.CheckConstraint("CK_Buckets_Pipelines", "(\"Pipelines_KnownMs\" = 0) = (\"Pipelines_Sum\" IS NULL) AND \"Pipelines_KnownMs\" <= \"LiveMs\" + \"DegradedMs\"");
                    table.CheckConstraint("CK_Buckets_SuccessRate", "(\"SuccessRate_KnownMs\" = 0) = (\"SuccessRate_Sum\" IS NULL) AND \"SuccessRate_KnownMs\" <= \"LiveMs\" + \"DegradedMs\"");
                });

            migrationBuilder.CreateTable(
                name: "PipelineDays",
                schema: "history",
                columns: table => new
                {
                    SourceId = table.Column<int>(type: "integer", nullable: false),
                    PipelineId = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    Day = table.Column<int>(type: "integer", nullable: false),
                    Succeeded = table.Column<int>(type: "integer", nullable: false),
                    Failed = table.Column<int>(type: "integer", nullable: false),
                    Cancelled = table.Column<int>(type: "integer", nullable: false),
                    ZeroRowRuns = table.Column<int>(type: "integer", nullable: false),
                    RunsWithRows = table.Column<int>(type: "integer", nullable: false),
                    Rows = table.Column<long>(type: "bigint", nullable: false),
                    RunsWithDuration = table.Column<int>(type: "integer", nullable: false),
                    DurationSeconds = table.Column<long>(type: "bigint", nullable: false),
                    Durations = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PipelineDays", x => new { x.SourceId, x.PipelineId, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "Runs",
                schema: "history",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SourceId = table.Column<int>(type: "integer", nullable: false),
                    ExecutionId = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    PipelineId = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    PipelineName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    Status = table.Column<int>(type: "integer", nullable: false),
                    SortAt = table.Column<long>(type: "bigint", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: true),
                    FinishedAt = table.Column<long>(type: "bigint", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    DurationSeconds = table.Column<long>(type: "bigint", nullable: true),
                    ProgressTenths = table.Column<int>(type: "integer", nullable: true),
                    Rows = table.Column<long>(type: "bigint", nullable: true),
                    TriggeredBy = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    Error = table.Column<string>(type: "text", nullable: true),
                    Metadata = table.Column<string>(type: "text", nullable: true),
                    SeenFrom = table.Column<long>(type: "bigint", nullable: false),
                    SeenTo = table.Column<long>(type: "bigint", nullable: false),
                    FirstSeenLate = table.Column<bool>(type: "boolean", nullable: false),
                    EndUnseen = table.Column<bool>(type: "boolean", nullable: false),
                    Epoch = table.Column<long>(type: "bigint", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Runs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Sources",
                schema: "history",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sources", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StateChanges",
                schema: "history",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SourceId = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Subject = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    Message = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StateChanges", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PipelineDays_Day",
                schema: "history",
                table: "PipelineDays",
                column: "Day");

            migrationBuilder.CreateIndex(
                name: "IX_Runs_SortAt_Id",
                schema: "history",
                table: "Runs",
                columns: new[] { "SortAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Runs_SourceId_ExecutionId",
                schema: "history",
                table: "Runs",
                columns: new[] { "SourceId", "ExecutionId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Runs_SourceId_PipelineId_EndedAt",
                schema: "history",
                table: "Runs",
                columns: new[] { "SourceId", "PipelineId", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Sources_Name",
                schema: "history",
                table: "Sources",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StateChanges_At",
                schema: "history",
                table: "StateChanges",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_StateChanges_SourceId_At",
                schema: "history",
                table: "StateChanges",
                columns: new[] { "SourceId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Buckets",
                schema: "history");

            migrationBuilder.DropTable(
                name: "PipelineDays",
                schema: "history");

            migrationBuilder.DropTable(
                name: "Runs",
                schema: "history");

            migrationBuilder.DropTable(
                name: "Sources",
                schema: "history");

            migrationBuilder.DropTable(
                name: "StateChanges",
                schema: "history");
        }
    }
}
