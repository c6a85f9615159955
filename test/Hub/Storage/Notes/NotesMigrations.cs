using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FlextMonitor.Hub.Tests.Storage.Notes;

/// <summary>What <c>dotnet ef migrations add</c> would write.</summary>
internal abstract class CreateNotes : Migration
{
    public const string Id = "20260101000000_CreateNotes";

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "Notes",
        table => new { Id = table.Column<int>(), WrittenAt = table.Column<long>() },
        constraints: table => table.PrimaryKey("PK_Notes", note => note.Id));
}

[DbContext(typeof(SqliteNotesDbContext))]
[Migration(Id)]
internal sealed class SqliteCreateNotes : CreateNotes;

[DbContext(typeof(PostgresNotesDbContext))]
[Migration(Id)]
internal sealed class PostgresCreateNotes : CreateNotes;

[DbContext(typeof(SqliteNotesDbContext))]
internal sealed class SqliteNotesSnapshot : ModelSnapshot
{
    protected override void BuildModel(ModelBuilder modelBuilder) => NotesSnapshot.Build(modelBuilder, "INTEGER", "INTEGER");
}

[DbContext(typeof(PostgresNotesDbContext))]
internal sealed class PostgresNotesSnapshot : ModelSnapshot
{
    protected override void BuildModel(ModelBuilder modelBuilder) => NotesSnapshot.Build(modelBuilder, "integer", "bigint");
}

internal static class NotesSnapshot
{
    public static void Build(ModelBuilder model, string idType, string timeType) => model.Entity(typeof(Note).FullName!, note =>
    {
        note.Property<int>(nameof(Note.Id)).HasColumnType(idType);
        note.Property<long>(nameof(Note.WrittenAt)).HasColumnType(timeType);
        note.HasKey(nameof(Note.Id));
        note.ToTable("Notes");
    });
}
