using FlextMonitor.Hub.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.Storage.Notes;

/// <summary>A room of the smallest kind: what a new room has to write to get a store.</summary>
internal abstract class NotesDbContext(DbContextOptions options) : DbContext(options)
{
    public const string MigrationsTable = "__NotesMigrations";

    public DbSet<Note> Notes => Set<Note>();

    public static void Add(IServiceCollection services) => Add(services, StoreName.Monitor);

    public static void Add(IServiceCollection services, StoreName store) =>
        services.AddStore<NotesDbContext, SqliteNotesDbContext, PostgresNotesDbContext>(store, MigrationsTable);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.ApplyStoreConventions();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Note>().ToTable("Notes").Property(note => note.Id).ValueGeneratedNever();
}

internal sealed class SqliteNotesDbContext(DbContextOptions<SqliteNotesDbContext> options) : NotesDbContext(options);

internal sealed class PostgresNotesDbContext(DbContextOptions<PostgresNotesDbContext> options) : NotesDbContext(options);

internal sealed class Note
{
    public required int Id { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }
}
