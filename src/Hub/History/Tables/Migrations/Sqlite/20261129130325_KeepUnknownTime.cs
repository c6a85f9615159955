using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FlextMonitor.Hub.History.Tables.Migrations.Sqlite
{
    /// <inheritdoc />
    internal partial class KeepUnknownTime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // EF would make the table again without WITHOUT ROWID.
            migrationBuilder.Sql(
                """
                CREATE TABLE "NewBuckets" (
                    "StepSeconds" INTEGER NOT NULL,
                    "SourceId" INTEGER NOT NULL,
                    "StartSeconds" INTEGER NOT NULL,
                    "LiveMs" INTEGER NOT NULL,
                    "DegradedMs" INTEGER NOT NULL,
                    "DownMs" INTEGER NOT NULL,
                    "UnseenMs" INTEGER NOT NULL,
                    "Connections_UnknownMs" INTEGER NOT NULL,
                    "Connections_Last" INTEGER NULL,
                    "Connections_Max" INTEGER NULL,
                    "Connections_Min" INTEGER NULL,
                    "Connections_Sum" INTEGER NULL,
                    "Cpu_UnknownMs" INTEGER NOT NULL,
                    "Cpu_Last" INTEGER NULL,
                    "Cpu_Max" INTEGER NULL,
                    "Cpu_Min" INTEGER NULL,
                    "Cpu_Sum" INTEGER NULL,
                    "Delay_UnknownMs" INTEGER NOT NULL,
                    "Delay_Last" INTEGER NULL,
                    "Delay_Max" INTEGER NULL,
                    "Delay_Min" INTEGER NULL,
                    "Delay_Sum" INTEGER NULL,
                    "Executions_First" INTEGER NULL,
                    "Executions_Increase" INTEGER NULL,
                    "Executions_UnknownMs" INTEGER NOT NULL,
                    "Executions_Last" INTEGER NULL,
                    "Memory_UnknownMs" INTEGER NOT NULL,
                    "Memory_Last" INTEGER NULL,
                    "Memory_Max" INTEGER NULL,
                    "Memory_Min" INTEGER NULL,
                    "Memory_Sum" INTEGER NULL,
                    "Pipelines_UnknownMs" INTEGER NOT NULL,
                    "Pipelines_Last" INTEGER NULL,
                    "Pipelines_Max" INTEGER NULL,
                    "Pipelines_Min" INTEGER NULL,
                    "Pipelines_Sum" INTEGER NULL,
                    "SuccessRate_UnknownMs" INTEGER NOT NULL,
                    "SuccessRate_Last" INTEGER NULL,
                    "SuccessRate_Max" INTEGER NULL,
                    "SuccessRate_Min" INTEGER NULL,
                    "SuccessRate_Sum" INTEGER NULL,
                    CONSTRAINT "PK_Buckets" PRIMARY KEY ("StepSeconds", "SourceId", "StartSeconds"),
                    CONSTRAINT "CK_Buckets_AllTime" CHECK ("LiveMs" + "DegradedMs" + "DownMs" + "UnseenMs" = "StepSeconds" * 1000),
                    CONSTRAINT "CK_Buckets_Connections" CHECK (("Connections_UnknownMs" = "LiveMs" + "DegradedMs") = ("Connections_Sum" IS NULL) AND "Connections_UnknownMs" BETWEEN 0 AND "LiveMs" + "DegradedMs"),
                    CONSTRAINT "CK_Buckets_Cpu" CHECK (("Cpu_UnknownMs" = "LiveMs" + "DegradedMs") = ("Cpu_Sum" IS NULL) AND "Cpu_UnknownMs" BETWEEN 0 AND "LiveMs" + "DegradedMs"),
                    CONSTRAINT "CK_Buckets_Delay" CHECK (("Delay_UnknownMs" = "LiveMs" + "DegradedMs") = ("Delay_Sum" IS NULL) AND "Delay_UnknownMs" BETWEEN 0 AND "LiveMs" + "DegradedMs"),
                    CONSTRAINT "CK_Buckets_Executions" CHECK (("Executions_UnknownMs" = "LiveMs" + "DegradedMs") = ("Executions_Increase" IS NULL) AND "Executions_UnknownMs" BETWEEN 0 AND "LiveMs" + "DegradedMs"),
                    CONSTRAINT "CK_Buckets_Memory" CHECK (("Memory_UnknownMs" = "LiveMs" + "DegradedMs") = ("Memory_Sum" IS NULL) AND "Memory_UnknownMs" BETWEEN 0 AND "LiveMs" + "DegradedMs"),
                    CONSTRAINT "CK_Buckets_NoNegativeTime" CHECK ("LiveMs" >= 0 AND "DegradedMs" >= 0 AND "DownMs" >= 0 AND "UnseenMs" >= 0),
                    CONSTRAINT "CK_Buckets_Pipelines" CHECK (("Pipelines_UnknownMs" = "LiveMs" + "DegradedMs") = ("Pipelines_Sum" IS NULL) AND "Pipelines_UnknownMs" BETWEEN 0 AND "LiveMs" + "DegradedMs"),
                    CONSTRAINT "CK_Buckets_SuccessRate" CHECK (("SuccessRate_UnknownMs" = "LiveMs" + "DegradedMs") = ("SuccessRate_Sum" IS NULL) AND "SuccessRate_UnknownMs" BETWEEN 0 AND "LiveMs" + "DegradedMs")
                ) WITHOUT ROWID
                """);
            migrationBuilder.Sql(
                """
                INSERT INTO "NewBuckets" (
                    "StepSeconds", "SourceId", "StartSeconds", "LiveMs", "DegradedMs", "DownMs", "UnseenMs", "Connections_UnknownMs", "Connections_Last",
                    "Connections_Max", "Connections_Min", "Connections_Sum", "Cpu_UnknownMs", "Cpu_Last", "Cpu_Max", "Cpu_Min", "Cpu_Sum", "Delay_UnknownMs", "Delay_Last",
                    "Delay_Max", "Delay_Min", "Delay_Sum", "Executions_First", "Executions_Increase", "Executions_UnknownMs", "Executions_Last", "Memory_UnknownMs",
                    "Memory_Last", "Memory_Max", "Memory_Min", "Memory_Sum", "Pipelines_UnknownMs", "Pipelines_Last", "Pipelines_Max", "Pipelines_Min", "Pipelines_Sum",
                    "SuccessRate_UnknownMs", "SuccessRate_Last", "SuccessRate_Max", "SuccessRate_Min", "SuccessRate_Sum")
                SELECT
                    "StepSeconds", "SourceId", "StartSeconds", "LiveMs", "DegradedMs", "DownMs", "UnseenMs", "LiveMs" + "DegradedMs" - "Connections_KnownMs",
                    "Connections_Last", "Connections_Max", "Connections_Min", "Connections_Sum", "LiveMs" + "DegradedMs" - "Cpu_KnownMs", "Cpu_Last", "Cpu_Max", "Cpu_Min",
                    "Cpu_Sum", "LiveMs" + "DegradedMs" - "Delay_KnownMs", "Delay_Last", "Delay_Max", "Delay_Min", "Delay_Sum", "Executions_First", "Executions_Increase",
                    "LiveMs" + "DegradedMs" - "Executions_KnownMs", "Executions_Last", "LiveMs" + "DegradedMs" - "Memory_KnownMs", "Memory_Last", "Memory_Max",
                    "Memory_Min", "Memory_Sum", "LiveMs" + "DegradedMs" - "Pipelines_KnownMs", "Pipelines_Last", "Pipelines_Max", "Pipelines_Min", "Pipelines_Sum",
                    "LiveMs" + "DegradedMs" - "SuccessRate_KnownMs", "SuccessRate_Last", "SuccessRate_Max", "SuccessRate_Min", "SuccessRate_Sum"
                FROM "Buckets" ORDER BY "StepSeconds", "SourceId", "StartSeconds"
                """);
            migrationBuilder.Sql("""DROP TABLE "Buckets" """);
            migrationBuilder.Sql("""ALTER TABLE "NewBuckets" RENAME TO "Buckets" """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE TABLE "NewBuckets" (
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
            migrationBuilder.Sql(
                """
                INSERT INTO "NewBuckets" (
                    "StepSeconds", "SourceId", "StartSeconds", "LiveMs", "DegradedMs", "DownMs", "UnseenMs", "Connections_KnownMs", "Connections_Last", "Connections_Max",
                    "Connections_Min", "Connections_Sum", "Cpu_KnownMs", "Cpu_Last", "Cpu_Max", "Cpu_Min", "Cpu_Sum", "Delay_KnownMs", "Delay_Last", "Delay_Max",
                    "Delay_Min", "Delay_Sum", "Executions_First", "Executions_Increase", "Executions_KnownMs", "Executions_Last", "Memory_KnownMs", "Memory_Last",
                    "Memory_Max", "Memory_Min", "Memory_Sum", "Pipelines_KnownMs", "Pipelines_Last", "Pipelines_Max", "Pipelines_Min", "Pipelines_Sum",
                    "SuccessRate_KnownMs", "SuccessRate_Last", "SuccessRate_Max", "SuccessRate_Min", "SuccessRate_Sum")
                SELECT
                    "StepSeconds", "SourceId", "StartSeconds", "LiveMs", "DegradedMs", "DownMs", "UnseenMs", "LiveMs" + "DegradedMs" - "Connections_UnknownMs",
                    "Connections_Last", "Connections_Max", "Connections_Min", "Connections_Sum", "LiveMs" + "DegradedMs" - "Cpu_UnknownMs", "Cpu_Last", "Cpu_Max",
                    "Cpu_Min", "Cpu_Sum", "LiveMs" + "DegradedMs" - "Delay_UnknownMs", "Delay_Last", "Delay_Max", "Delay_Min", "Delay_Sum", "Executions_First",
                    "Executions_Increase", "LiveMs" + "DegradedMs" - "Executions_UnknownMs", "Executions_Last", "LiveMs" + "DegradedMs" - "Memory_UnknownMs",
                    "Memory_Last", "Memory_Max", "Memory_Min", "Memory_Sum", "LiveMs" + "DegradedMs" - "Pipelines_UnknownMs", "Pipelines_Last", "Pipelines_Max",
                    "Pipelines_Min", "Pipelines_Sum", "LiveMs" + "DegradedMs" - "SuccessRate_UnknownMs", "SuccessRate_Last", "SuccessRate_Max", "SuccessRate_Min",
                    "SuccessRate_Sum"
                FROM "Buckets" ORDER BY "StepSeconds", "SourceId", "StartSeconds"
                """);
            migrationBuilder.Sql("""DROP TABLE "Buckets" """);
            migrationBuilder.Sql("""ALTER TABLE "NewBuckets" RENAME TO "Buckets" """);
        }
    }
}
