using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;
using FlextMonitor.Testing.Web;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Samples.Tests;

/// <summary>The programs of README against a real monitor, as they stand.</summary>
public sealed class ReadmeSampleTests : IAsyncLifetime
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>The programs renew a token a minute before its end: with this lifetime, for every connect.</summary>
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(50);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flextmonitor-sample-");
    private readonly AccountCalls _calls = new();
    private ScriptedDaemon _daemon = null!;
    private InProcessMonitor? _monitor;

    public static TheoryData<string> Languages => [SampleProgram.JavaScript, SampleProgram.CSharp, SampleProgram.Python];

    private InProcessMonitor Monitor => _monitor ?? throw new InvalidOperationException("The monitor has not been started.");

    public async ValueTask InitializeAsync() => _daemon = await ScriptedDaemon.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await (_monitor?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _daemon.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Sample_StartedBeforeTheMonitor_WatchesOnceItIsUp(string language)
    {
        await StartMonitorAsync();
        await Monitor.StopAsync();
        await using var sample = SampleProgram.Start(language, _folder, Monitor.Address);
        await sample.LineAsync(language == SampleProgram.CSharp ? "Not connected: " : "not connected: ");

        await Monitor.StartAsync();

        await LiveAsync(sample, language);
        sample.Errors.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Sample_MonitorRestartsAndHasLostTheSession_SignsInAgain(string language)
    {
        await StartMonitorAsync();
        await using var sample = SampleProgram.Start(language, _folder, Monitor.Address);
        await LiveAsync(sample, language);
        await EndSessionsAsync();
        var before = sample.Output.Count;

        await Monitor.StopAsync();
        await Monitor.StartAsync();

        await ClosedAsync(sample, language, "restarting", before);
        await WatchesAgainAsync(sample, before);

        // An answer that the stop cut off is asked for again.
        _calls.Of(Routes.Login).ShouldBeGreaterThan(1);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Sample_TokensRunOut_AreExchanged_AndALostRefreshTokenIsReplacedBySigningIn(string language)
    {
        var time = new ShiftedTime();
        await StartMonitorAsync(services => services
            .AddSingleton<TimeProvider>(time)
            .PostConfigure<BearerTokenOptions>(IdentityConstants.BearerScheme, bearer => bearer.BearerTokenExpiration = ShortLife));
        await using var sample = SampleProgram.Start(language, _folder, Monitor.Address);
        await LiveAsync(sample, language);
        var before = sample.Output.Count;
        time.Shift = ShortLife + TimeSpan.FromSeconds(1);
        await ClosedAsync(sample, language, "expired", before);
        await WatchesAgainAsync(sample, before);
        _calls.Of(Routes.Login).ShouldBe(1);
        _calls.Of(Routes.Refresh).ShouldBeGreaterThan(0);
        await EndSessionsAsync();
        before = sample.Output.Count;

        await Monitor.StopAsync();
        await Monitor.StartAsync();

        await _calls.MoreThanAsync(1, Routes.Login);
        await WatchesAgainAsync(sample, before);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Sample_AccountThatMayNotWatch_StopsAtOnce(string language)
    {
        await StartMonitorAsync();
        var email = await Monitor.CreateUserAsync("bob@example.com");

        await using var sample = SampleProgram.Start(language, _folder, Monitor.Address, email);

        await ClosedAsync(sample, language, "forbidden");
        await sample.ExitAsync();
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Sample_WithAWrongPassword_StopsAndSaysSo(string language)
    {
        await StartMonitorAsync();

        await using var sample = SampleProgram.Start(language, _folder, Monitor.Address, password: "wrong horse battery");

        (await sample.ExitAsync()).ShouldBe(1);
        sample.ToString().ShouldContain(language == SampleProgram.CSharp ? $"The hub refuses the e-mail address or the password of '{InProcessMonitor.Email}'." : "the e-mail address or the password is wrong");
        sample.ToString().ShouldNotContain("Unhandled");

        // The .NET client stops after three refusals.
        _calls.Of(Routes.Login).ShouldBe(language == SampleProgram.CSharp ? 3 : 1);
    }

    private static Task<string> LiveAsync(ProgramProcess sample, string language) => sample.LineAsync($"default is {Spelt(language, "live")}");

    // The .NET client does not repeat what it has told before.
    private Task<string> WatchesAgainAsync(ProgramProcess sample, int after)
    {
        var pipeline = $"orders-{after}";
        _daemon.Script.ListExecutions = (_, _) => Task.FromResult(new ListExecutionsResponse
        {
            Executions = { new Execution { Id = pipeline, PipelineId = pipeline, Status = Proto.Status.Success, StartedAt = Timestamp.FromDateTimeOffset(Messages.Noon) } },
            Total = 1,
        });
        return sample.LineAsync($"{pipeline}: ", after);
    }

    // The .NET client says what each reason means.
    private static Task<string> ClosedAsync(ProgramProcess sample, string language, string reason, int after = 0) => sample.LineAsync(
        (language, reason) switch
        {
            (SampleProgram.CSharp, "expired") => "the hub closed the connection: the credentials have expired",
            (SampleProgram.CSharp, "forbidden") => "The right to watch is missing, or was taken back.",
            (SampleProgram.CSharp, _) => $"the hub closed the connection ({Spelt(language, reason)})",
            _ => $"the hub closed the connection: {reason}",
        },
        after);

    // C# prints its own names.
    private static string Spelt(string language, string word) => language == SampleProgram.CSharp ? char.ToUpperInvariant(word[0]) + word[1..] : word;

    private async Task StartMonitorAsync(Action<IServiceCollection>? services = null) => _monitor = await InProcessMonitor.StartAsync(
        InProcessMonitor.Watching(Interval, ("default", _daemon)),
        all =>
        {
            all.AddSingleton<IStartupFilter>(_calls);
            services?.Invoke(all);
        });

    // As a changed password does. A running host may use a cached session for some seconds more, one that has restarted does not.
    private async Task EndSessionsAsync()
    {
        await using var scope = Monitor.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var user = await users.FindByEmailAsync(InProcessMonitor.Email);
        (await users.UpdateSecurityStampAsync(user!)).Succeeded.ShouldBeTrue();
    }
}
