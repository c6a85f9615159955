using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Access;

/// <summary>How the refresh token of a session is exchanged.</summary>
public abstract class SessionRotationTests(TestDatabases databases) : SessionTest(databases)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Rotate_WithTheNewest_CountsOn_AndProlongsNothing()
    {
        var sessions = Create();
        var session = await BeginAsync(sessions);
        Time.Advance(TimeSpan.FromDays(13));

        var rotated = await sessions.RotateAsync(session.Id, 0, Client, Cancelled);

        rotated!.Rotation.ShouldBe(1);
        rotated.ExpiresAt.ShouldBe(session.StartedAt + Longest);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Rotate_WithTheOneBefore_IsGoodWithinTheGraceAlone(int secondsBeyond, bool good)
    {
        var sessions = Create();
        var session = await BeginAsync(sessions);
        await sessions.RotateAsync(session.Id, 0, Client, Cancelled);
        Time.Advance(Grace + TimeSpan.FromSeconds(secondsBeyond));

        var again = await sessions.RotateAsync(session.Id, 0, Client, Cancelled);

        (again is not null).ShouldBe(good);
        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBe(good);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-1)]
    public async Task Rotate_WithAnyOther_EndsTheSessionEvenWithinTheGrace(int rotation)
    {
        var sessions = Create();
        var session = await BeginAsync(sessions);
        await sessions.RotateAsync(session.Id, 0, Client, Cancelled);
        await sessions.RotateAsync(session.Id, 1, Client, Cancelled);

        (await sessions.RotateAsync(session.Id, rotation, Client, Cancelled)).ShouldBeNull();

        Ends.Told.ShouldBe([(session.Id, SessionEndReason.RefreshTokenReused)]);
        (await sessions.RotateAsync(session.Id, 2, Client, Cancelled)).ShouldBeNull();
    }

    [Fact]
    public async Task Rotate_WithTheOneBefore_ByAnotherCaller_EndsTheSessionAtOnce()
    {
        var sessions = Create();
        var session = await BeginAsync(sessions);
        await sessions.RotateAsync(session.Id, 0, Client, Cancelled);

        (await sessions.RotateAsync(session.Id, 0, Client with { Address = "198.51.100.7" }, Cancelled)).ShouldBeNull();

        Ends.Told.ShouldBe([(session.Id, SessionEndReason.RefreshTokenReused)]);
    }

    [Fact]
    public async Task Rotate_AgainAndAgain_EndsAtTheLongestTime()
    {
        var sessions = Create();
        var session = await BeginAsync(sessions);
        for (var day = 0; day < 13; day++)
        {
            Time.Advance(TimeSpan.FromDays(1));
            (await sessions.RotateAsync(session.Id, day, Client, Cancelled)).ShouldNotBeNull();
        }

        Time.Advance(TimeSpan.FromDays(1));

        (await sessions.RotateAsync(session.Id, 13, Client, Cancelled)).ShouldBeNull();
    }

    [Fact]
    public async Task Rotate_ManyAtOnce_CountsOnOnce()
    {
        var sessions = Create();
        var session = await BeginAsync(sessions);

        var rotated = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => sessions.RotateAsync(session.Id, 0, Client, Cancelled))));

        rotated.ShouldAllBe(result => result!.Rotation == 1);
        Ends.Told.ShouldBeEmpty();
    }

    public sealed class OnSqlite() : SessionRotationTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : SessionRotationTests(new PostgresDatabases(server));
}
