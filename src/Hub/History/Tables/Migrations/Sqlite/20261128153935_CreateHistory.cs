using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FlextMonitor.Hub.History.Tables.Migrations.Sqlite
{
    /// <inheritdoc />
    internal partial class CreateHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // EF cannot say WITHOUT ROWID: rows stand in the order of their key, which is stored once.
            migrationBuilder.Sql(
                """
                CREATE TABLE "Buckets" (
                    "StepSeconds" INTEGER NOT NULL,
                    "SourceId" INTEGER NOT NULL,
                    "StartSeconds" INTEGER NOT NULL,
                    "LiveMs" INTEGER NOT NULL,
                    "DegradedMs" INTEGER NOT NULL,
                    "DownMs" INTEGER NOT NULL,
                    "UnseenMs" INTEGER NOT NULL,
                    "Connections_KnownMs" INTEGER NOT NULL,
                    "Connections_Last" INTEGER NULL,
                    "Connections_Max" INTEGER NULL,
                    "Connections_Min" INTEGER NULL,
                    "Connections_Sum" INTEGER NULL,
                    "Cpu_KnownMs" INTEGER NOT NULL,
                    "Cpu_Last" INTEGER NULL,
                    "Cpu_Max" INTEGER NULL,
                    "Cpu_Min" INTEGER NULL,
                    "Cpu_Sum" INTEGER NULL,
                    "Delay_KnownMs" INTEGER NOT NULL,
                    "Delay_Last" INTEGER NULL,
                    "Delay_Max" INTEGER NULL,
                    "Delay_Min" INTEGER NULL,
                    "Delay_Sum" INTEGER NULL,
                    "Executions_First" INTEGER NULL,
                    "Executions_Increase" INTEGER NULL,
                    "Executions_KnownMs" INTEGER NOT NULL,
                    "Executions_Last" INTEGER NULL,
                    "Memory_KnownMs" INTEGER NOT NULL,
                    "Memory_Last" INTEGER NULL,
                    "Memory_Max" INTEGER NULL,
                    "Memory_Min" INTEGER NULL,
                    "Memory_Sum" INTEGER NULL,
                    "Pipelines_KnownMs" INTEGER NOT NULL,
                    "Pipelines_Last" INTEGER NULL,
                    "Pipelines_Max" INTEGER NULL,
                    "Pipelines_Min" INTEGER NULL,
                    "Pipelines_Sum" INTEGER NULL,
                    "SuccessRate_KnownMs" INTEGER NOT NULL,
                    "SuccessRate_Last" INTEGER NULL,
                    "SuccessRate_Max" INTEGER NULL,
                    "SuccessRate_Min" INTEGER NULL,
                    "SuccessRate_Sum" INTEGER NULL,
                    CONSTRAINT "PK_Buckets" PRIMARY KEY ("StepSeconds", "SourceId", "StartSeconds"),
                    CONSTRAINT "CK_Buckets_AllTime" CHECK ("LiveMs" + "DegradedMs" + "DownMs" + "UnseenMs" = "StepSeconds" * 1000),
                    CONSTRAINT "CK_Buckets_Connections" CHECK (("Connections_KnownMs" = 0) = ("Connections_Sum" IS NULL) AND "Connections_KnownMs" <= "LiveMs" + "DegradedMs"),
                    CONSTRAINT "CK_Buckets_Cpu" CHECK (("Cpu_KnownMs" = 0) = ("Cpu_Sum" IS NULL) AND "Cpu_KnownMs" <= "LiveMs" + "DegradedMs"),
                    CONSTRAINT "CK_Buckets_Delay" CHECK (("Delay_KnownMs" = 0) = ("Delay_Sum" IS NULL) AND "Delay_KnownMs" <= "LiveMs" + "DegradedMs"),
                    CONSTRAINT "CK_Buckets_Executions" CHECK (("Executions_KnownMs" = 0) = ("Executions_Increase" IS NULL) AND "Executions_KnownMs" <= "LiveMs" + "DegradedMs"),
                    CONSTRAINT "CK_Buckets_Memory" CHECK (("Memory_KnownMs" = 0) = ("Memory_Sum" IS NULL) AND "Memory_KnownMs" <= "LiveMs" + "DegradedMs"),
                    CONSTRAINT "CK_Buckets_NoNegativeTime" CHECK ("LiveMs" >= 0 AND "DegradedMs" >= 0 AND "DownMs" >= 0 AND "UnseenMs" >= 0),
                    CONSTRAINT "CK_Buckets_Pipelines" CHECK (("Pipelines_KnownMs" = 0) = ("Pipelines_Sum" IS NULL) AND "Pipelines_KnownMs" <= "LiveMs" + "DegradedMs"),
                    CONSTRAINT "CK_Buckets_SuccessRate" CHECK (("SuccessRate_KnownMs" = 0) = ("SuccessRate_Sum" IS NULL) AND "SuccessRate_KnownMs" <= "LiveMs" + "DegradedMs")
                ) WITHOUT ROWID
                """);

            migrationBuilder.CreateTable(
                name: "PipelineDays",
                columns: table => new
                {
                    SourceId = table.Column<int>(type: "INTEGER", nullable: false),
                    PipelineId = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    Succeeded = table.Column<int>(type: "INTEGER", nullable: false),
                    Failed = table.Column<int>(type: "INTEGER", nullable: false),
                    Cancelled = table.Column<int>(type: "INTEGER", nullable: false),
                    ZeroRowRuns = table.Column<int>(type: "INTEGER", nullable: false),
                    RunsWithRows = table.Column<int>(type: "INTEGER", nullable: false),
                    Rows = table.Column<long>(type: "INTEGER", nullable: false),
                    RunsWithDuration = table.Column<int>(type: "INTEGER", nullable: false),
                    DurationSeconds = table.Column<long>(type: "INTEGER", nullable: false),
                    Durations = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PipelineDays", x => new { x.SourceId, x.PipelineId, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "Runs",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SourceId = table.Column<int>(type: "INTEGER", nullable: false),
                    ExecutionId = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    PipelineId = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    PipelineName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    SortAt = table.Column<long>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DurationSeconds = table.Column<long>(type: "INTEGER", nullable: true),
                    ProgressTenths = table.Column<int>(type: "INTEGER", nullable: true),
                    Rows = table.Column<long>(type: "INTEGER", nullable: true),
                    TriggeredBy = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Error = table.Column<string>(type: "TEXT", nullable: true),
                    Metadata = table.Column<string>(type: "TEXT", nullable: true),
                    SeenFrom = table.Column<long>(type: "INTEGER", nullable: false),
                    SeenTo = table.Column<long>(type: "INTEGER", nullable: false),
                    FirstSeenLate = table.Column<bool>(type: "INTEGER", nullable: false),
                    EndUnseen = table.Column<bool>(type: "INTEGER", nullable: false),
                    Epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Runs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Sources",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sources", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StateChanges",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SourceId = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Subject = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Message = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StateChanges", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PipelineDays_Day",
                table: "PipelineDays",
                column: "Day");

            migrationBuilder.CreateIndex(
                name: "IX_Runs_SortAt_Id",
                table: "Runs",
                columns: new[] { "SortAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Runs_SourceId_ExecutionId",
                table: "Runs",
                columns: new[] { "SourceId", "ExecutionId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Runs_SourceId_PipelineId_EndedAt",
                table: "Runs",
                columns: new[] { "SourceId", "PipelineId", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Sources_Name",
                table: "Sources",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StateChanges_At",
                table: "StateChanges",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_StateChanges_SourceId_At",
                table: "StateChanges",
                columns: new[] { "SourceId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Buckets");

            migrationBuilder.DropTable(
                name: "PipelineDays");

            migrationBuilder.DropTable(
                name: "Runs");

            migrationBuilder.DropTable(
                name: "Sources");

            migrationBuilder.DropTable(
                name: "StateChanges");
        }
    }
}
