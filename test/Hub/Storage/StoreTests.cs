using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Tests.Storage.Notes;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Hub.Tests.Storage;

/// <summary>What holds for every store, whatever its provider.</summary>
public abstract class StoreTests(TestDatabases databases) : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_OnAnEmptyDatabase_CreatesTheTables_AndLogsNoError()
    {
        await using var host = await StartAsync(await databases.CreateAsync());
        await using var context = await NotesAsync(host);

        (await context.Notes.CountAsync(Cancelled)).ShouldBe(0);
        host.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_Again_KeepsWhatIsThere()
    {
        var connectionString = await databases.CreateAsync();
        await using (var first = await StartAsync(connectionString))
        {
            await WriteAsync(first, new Note { Id = 1, WrittenAt = Noon });
        }

        await using var second = await StartAsync(connectionString);
        await using var context = await NotesAsync(second);

        (await context.Notes.AsNoTracking().SingleAsync(Cancelled)).WrittenAt.ShouldBe(Noon);
        second.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_WithTwoRoomsInOneDatabase_KeepsTheMigrationsOfEachApart()
    {
        await using var host = await StoreHost.StartAsync(
            services =>
            {
                services.AddAccess();
                NotesDbContext.Add(services);
            },
            ("ConnectionStrings:Monitor", await databases.CreateAsync()));
        await using var notes = await NotesAsync(host);
        await using var access = await host.Services.GetRequiredService<IDbContextFactory<AccessDbContext>>().CreateDbContextAsync(Cancelled);

        (await notes.Database.GetAppliedMigrationsAsync(Cancelled)).ShouldBe([CreateNotes.Id]);
        (await access.Database.GetAppliedMigrationsAsync(Cancelled)).ShouldNotContain(CreateNotes.Id);
        (await HealthAsync(host)).ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Times_AreComparedByTheDatabase_WhateverTheirOffset()
    {
        await using var host = await StartAsync(await databases.CreateAsync());
        await WriteAsync(
            host,
            new Note { Id = 1, WrittenAt = Noon.AddMilliseconds(1).ToOffset(TimeSpan.FromHours(9)) },
            new Note { Id = 2, WrittenAt = Noon.ToOffset(TimeSpan.FromHours(-7)) },
            new Note { Id = 3, WrittenAt = Noon.AddMilliseconds(-1) });
        await using var context = await NotesAsync(host);

        var since = await context.Notes.AsNoTracking().Where(note => note.WrittenAt >= Noon).OrderBy(note => note.WrittenAt).ToListAsync(Cancelled);

        since.Select(note => note.Id).ShouldBe([2, 1]);
        since.ShouldAllBe(note => note.WrittenAt.Offset == TimeSpan.Zero);
    }

    [Fact]
    public async Task ScopedContext_IsThatOfTheFactory()
    {
        await using var host = await StartAsync(await databases.CreateAsync());
        await using var scope = host.Services.CreateAsyncScope();
        await using var context = await NotesAsync(host);

        scope.ServiceProvider.GetRequiredService<NotesDbContext>().ShouldBeOfType(context.GetType());
    }

    [Fact]
    public async Task Health_OfAStoreWhoseTablesAreGone_IsUnhealthy()
    {
        await using var host = await StartAsync(await databases.CreateAsync());
        var before = await HealthAsync(host);
        await using var context = await NotesAsync(host);
        await context.Database.ExecuteSqlAsync($"DROP TABLE \"__NotesMigrations\"", Cancelled);

        var after = await HealthAsync(host);

        before.ShouldBe(HealthStatus.Healthy);
        after.ShouldBe(HealthStatus.Unhealthy);
    }

    public void Dispose()
    {
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private static Task<StoreHost> StartAsync(string connectionString) => StoreHost.StartAsync(NotesDbContext.Add, ("ConnectionStrings:Monitor", connectionString));

    private static Task<NotesDbContext> NotesAsync(StoreHost host) => host.Services.GetRequiredService<IDbContextFactory<NotesDbContext>>().CreateDbContextAsync(Cancelled);

    private static async Task WriteAsync(StoreHost host, params Note[] notes)
    {
        await using var context = await NotesAsync(host);
        context.Notes.AddRange(notes);
        await context.SaveChangesAsync(Cancelled);
    }

    private static async Task<HealthStatus> HealthAsync(StoreHost host) => (await host.HealthAsync()).Entries["store"].Status;

    public sealed class OnSqlite() : StoreTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : StoreTests(new PostgresDatabases(server));
}
